package io.mdis.image.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.image.layer.TestBlobs;
import io.mdis.image.tar.TestTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageViewTest {
  @TempDir Path directory;
  private final List<Layer> layers = new ArrayList<>();

  @AfterEach
  void closeLayers() {
    layers.forEach(Layer::close);
  }

  @Test
  void upperFileReplacesLower() throws IOException {
    ImageView view = view(tar().file("a/f", "old"), tar().file("a/f", "new"));
    assertThat(text(view, "a/f")).isEqualTo("new");
    assertThat(text(view, "/a//f")).isEqualTo("new");
    assertThat(view.history("a/f")).extracting(ImageView.Located::layer).containsExactly(1, 0);
  }

  @Test
  void whiteoutHidesFileAndReaddingShowsIt() throws IOException {
    TestTar[] two = {tar().file("a/f", "old").file("a/g", "g"), tar().file("a/.wh.f", "")};
    assertThat(view(two).resolve("a/f")).isEmpty();
    assertThat(view(two).history("a/f")).isEmpty();
    assertThat(names(view(two), "a")).containsExactly("a/g");
    ImageView again = view(two[0], two[1], tar().file("a/f", "again"));
    assertThat(text(again, "a/f")).isEqualTo("again");
    assertThat(again.history("a/f")).hasSize(1);
  }

  @Test
  void whiteoutOfDirectoryHidesWhatIsBelowButNotItsOwnLayers() throws IOException {
    ImageView view =
        view(
            tar().dir("d").file("d/x", "x").file("d/e/y", "y"),
            tar().file(".wh.d", "").dir("d").file("d/z", "z"));
    assertThat(view.resolve("d/x")).isEmpty();
    assertThat(view.resolve("d/e/y")).isEmpty();
    assertThat(text(view, "d/z")).isEqualTo("z");
    assertThat(names(view, "d")).containsExactly("d/z");
  }

  @Test
  void opaqueDirectoryHidesLowerContent() throws IOException {
    ImageView view =
        view(
            tar().dir("d").file("d/x", "x"),
            tar().dir("d").file("d/.wh..wh..opq", "").file("d/z", "z"),
            tar().file("d/top", "t"));
    assertThat(names(view, "d")).containsExactly("d/top", "d/z");
    assertThat(view.resolve("d/x")).isEmpty();
    assertThat(view.resolve("d")).get().extracting(l -> l.layer()).isEqualTo(1);
  }

  @Test
  void opaqueRootHidesEverythingBelow() throws IOException {
    ImageView view = view(tar().file("x", "x"), tar().file(".wh..wh..opq", "").file("y", "y"));
    assertThat(names(view, "/")).containsExactly("y");
    assertThat(view.resolve("x")).isEmpty();
  }

  @Test
  void fileOverDirectoryAndBack() throws IOException {
    TestTar lower = tar().dir("d").file("d/x", "x");
    ImageView view = view(lower, tar().file("d", "file"));
    assertThat(view.resolve("d/x")).isEmpty();
    assertThat(view.history("d/x")).isEmpty();
    assertThat(text(view, "d")).isEqualTo("file");
    assertThat(view.list("d")).isEmpty();
    ImageView back = view(lower, tar().file("d", "file"), tar().dir("d").file("d/z", "z"));
    assertThat(names(back, "d")).containsExactly("d/z");
    assertThat(back.resolve("d/x")).isEmpty();
  }

  @Test
  void symlinksStayInsideTheImage() throws IOException {
    ImageView view =
        view(
            tar().dir("etc").file("etc/shadow", "image's own"),
            tar()
                .symlink("abs", "/etc/shadow")
                .symlink("up", "../../../../etc/shadow")
                .symlink("dir", "etc")
                .symlink("dangling", "/etc/passwd")
                .symlink("deep/er/rel", "../../dir/./shadow"));
    for (String path : List.of("abs", "up", "dir/shadow", "deep/er/rel", "../../dir/../abs")) {
      assertThat(text(view, path)).as(path).isEqualTo("image's own");
    }
    assertThat(view.resolve("dangling")).isEmpty();
    assertThat(view.resolve("dir")).get().extracting(l -> l.entry().path()).isEqualTo("etc");
    assertThat(names(view, "dir")).containsExactly("etc/shadow");
  }

  @Test
  void dotDotIsTakenFromWhereTheSymlinkLeads() throws IOException {
    ImageView view =
        view(tar().file("x/f", "far").file("f", "near").symlink("l", "x/y").dir("x/y"));
    assertThat(text(view, "l/../f")).isEqualTo("far");
  }

  @Test
  void symlinkedParentOfLaterLayer() throws IOException {
    ImageView view =
        view(
            tar().symlink("lib", "usr/lib").file("usr/lib/a", "a"),
            tar().file("usr/lib/b", "b"),
            tar().file("lib/c", "c"));
    assertThat(text(view, "lib/a")).isEqualTo("a");
    assertThat(text(view, "lib/b")).isEqualTo("b");
    assertThat(text(view, "lib/c")).isEqualTo("c");
  }

  @Test
  void cyclesEnd() throws IOException {
    ImageView view = view(tar().symlink("a", "b").symlink("b", "a").symlink("self", "self/x"));
    assertThat(view.resolve("a")).isEmpty();
    assertThat(view.resolve("a/b/c")).isEmpty();
    assertThat(view.resolve("self")).isEmpty();
    assertThat(view.list("a")).isEmpty();
    assertThat(view.history("a")).hasSize(1);
  }

  @Test
  void hardLinksWithinAndAcrossLayers() throws IOException {
    ImageView view =
        view(
            tar().file("bin/busybox", "box").hardLink("bin/sh", "/bin/busybox"),
            tar().hardLink("bin/ls", "bin/sh").hardLink("loop", "loop").hardLink("gone", "no"));
    assertThat(text(view, "bin/sh")).isEqualTo("box");
    assertThat(text(view, "bin/ls")).isEqualTo("box");
    for (String broken : List.of("loop", "gone")) {
      assertThatThrownBy(() -> text(view, broken))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining(broken);
    }
  }

  @Test
  void impliedDirectoriesAreThere() throws IOException {
    ImageView view = view(tar().file("a/b/c", "c").file("a-b", "x"));
    assertThat(view.resolve("a/b")).get().extracting(l -> l.entry().offset()).isEqualTo(-1L);
    assertThat(names(view, "")).containsExactly("a", "a-b");
    assertThat(names(view, "a")).containsExactly("a/b");
    assertThat(view.resolve("")).isPresent();
  }

  @Test
  void readIsBounded() throws IOException {
    ImageView view = view(tar().file("f", "12345").hardLink("h", "f").dir("d"));
    for (String path : List.of("f", "h")) {
      assertThat(view.read(view.resolve(path).orElseThrow(), 5)).hasSize(5);
      assertThatThrownBy(() -> view.read(view.resolve(path).orElseThrow(), 4))
          .isInstanceOfSatisfying(
              ImageException.class,
              e -> assertThat(e.problem()).isEqualTo(ImageProblem.FILE_BYTES));
    }
    assertThatThrownBy(() -> view.open(view.resolve("d").orElseThrow()))
        .isInstanceOf(ImageException.class);
  }

  private static TestTar tar() {
    return new TestTar();
  }

  private ImageView view(TestTar... tars) throws IOException {
    LayerStore store = new LayerStore(directory, 1 << 20, LayerLimits.DEFAULT);
    List<Layer> open = new ArrayList<>();
    for (TestTar tar : tars) {
      open.add(store.acquire(TestBlobs.gzipped(tar.open())));
    }
    layers.addAll(open);
    return new ImageView(open);
  }

  private static String text(ImageView view, String path) throws IOException {
    byte[] bytes = view.read(view.resolve(path).orElseThrow(), 1000);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<String> names(ImageView view, String directory) throws IOException {
    return view.list(directory).stream().map(l -> l.entry().path()).toList();
  }
}

package io.mdis.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Digest;
import io.mdis.measurement.MeasurementProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores in which somebody wrote what can't be the ID of anything. */
class MalformedStoreTest {
  private static final String IMAGE = "a".repeat(64);
  private static final String CONTAINER = "c".repeat(64);
  private static final String NO_ID = "Z".repeat(64);

  @TempDir Path root;

  @Test
  void aNameOfNoImageIsLeftOutAndTheOthersStay() throws Exception {
    write("image/overlay2/layerdb/sha256/x", "");
    write("image/overlay2/imagedb/content/sha256/" + IMAGE, "{}");
    write(
        "image/overlay2/repositories.json",
        """
        {"Repositories":{"app":{"app:1":"sha256:%s","app:2":"sha256:%s","app:3":7,"app:4":"../x"}}}
        """
            .formatted(IMAGE, NO_ID));

    assertThat(docker().images()).isEqualTo(Map.of(Digest.sha256(IMAGE), List.of("app:1")));
  }

  @Test
  void aContainerOfNoImageIsNamed() throws Exception {
    container(CONTAINER, "sha256:" + NO_ID);

    assertThat(docker().containers()).containsExactly(CONTAINER);
    malformed(docker(), CONTAINER, NO_ID.substring(0, 8));
  }

  @Test
  void aFolderThatDockerWouldLoadIsNoContainerAndIsNamed() throws Exception {
    container("evil", "sha256:" + IMAGE);
    Files.createDirectories(root.resolve("containers/stray"));

    assertThat(docker().containers()).containsExactly("evil");
    malformed(docker(), "evil", "no ID of a container");
    malformed(docker(), "../../etc", "no ID of a container");
  }

  @Test
  void podmansContainerOfNoImageIsNamedAndTheOthersAreFound() throws Exception {
    write("overlay-layers/layers.json", "[]");
    write("overlay-images/images.json", "[{\"id\":\"" + NO_ID + "\",\"names\":[\"a:1\"]}]");
    write(
        "overlay-containers/containers.json",
        """
        [{"id":"one","image":"%s"},{"id":"two","image":"%s"},{"id":"three"}]
        """
            .formatted(NO_ID, IMAGE));
    ImageStore store = new ContainersStore(root);

    assertThat(store.images()).isEmpty();
    malformed(store, "one", NO_ID);
    malformed(store, "three", "is no image ID");
    assertThat(store.container("two")).map(StoredContainer::image).hasValue(Digest.sha256(IMAGE));
    assertThat(store.container("four")).isEmpty();
  }

  private void container(String id, String image) throws IOException {
    write(
        "containers/" + id + "/config.v2.json",
        "{\"Image\":\"" + image + "\",\"Config\":{\"Image\":\"app:1\"}}");
    write("containers/" + id + "/hostconfig.json", "{\"RestartPolicy\":{\"Name\":\"always\"}}");
  }

  private static void malformed(ImageStore store, String container, String named) {
    assertThatThrownBy(() -> store.container(container))
        .hasMessageContaining(container)
        .hasMessageContaining(named)
        .extracting("problem")
        .isEqualTo(MeasurementProblem.MALFORMED_STORE);
  }

  private ImageStore docker() {
    return new DockerStore(root, new EngineMounts(null));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}

package io.mdis.measurement.tar;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.image.tar.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedNamesTest {
  @TempDir Path folder;

  @Test
  void namesThatDoNotFitIntoMemoryComeInTheSameOrder() throws IOException {
    List<String> inMemory = sorted(1L << 30);
    assertThat(inMemory).hasSize(5000).isEqualTo(sorted(4096));
    assertThat(folder).isEmptyDirectory();
  }

  @Property(tries = 50)
  void aTableFindsExactlyWhatWasPutIntoIt(@ForAll @Size(max = 300) List<String> texts) {
    PathTable table = new PathTable();
    int number = 0;
    var there = new HashSet<ByteString>();
    for (String text : texts) {
      ByteString path = ByteString.of(text.getBytes(StandardCharsets.UTF_16));
      table.put(path, number);
      there.add(path);
      assertThat(table.get(path)).isEqualTo(number++);
      ByteString other = path.child(ByteString.EMPTY);
      if (!there.contains(other)) {
        assertThat(table.get(other)).isEqualTo(PathTable.NONE);
      }
    }
  }

  private List<String> sorted(long budget) throws IOException {
    List<String> order = new ArrayList<>();
    Random random = new Random(3);
    try (SortedNames names = new SortedNames(folder, budget)) {
      for (int i = 0; i < 5000; i++) {
        names.add(ByteString.utf8("n" + random.nextInt(900)), i);
      }
      names.forEach(name -> order.add(name.path() + " " + name.inode()));
    }
    return order;
  }
}

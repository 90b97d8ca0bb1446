package io.mdis.measurement.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.image.tar.ByteString;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MountTableTest {
  @Test
  void mountPointsAreReadAsTheKernelWritesThem() {
    String table =
        """
        22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
        90 22 0:40 / /var/lib/docker/overlay2/a/merged rw - overlay overlay rw
        91 22 254:0 /x /var/lib/docker/overlay2/b/diff/with\\040space\\134 rw - ext4 /dev/vda rw
        92 22 254:0 /x /var/lib/docker/overlay2/bb rw - ext4 /dev/vda rw
        broken line
        """;
    MountTable mounts = MountTable.parse(table.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(mounts.within(ByteString.utf8("/var/lib/docker/overlay2/b")))
        .containsExactly(ByteString.utf8("/var/lib/docker/overlay2/b/diff/with space\\"));
    assertThat(mounts.within(ByteString.utf8("/var/lib/docker/overlay2/c"))).isEmpty();
  }
}

package io.mdis.history.scan;

import static io.mdis.history.scan.TestImage.tar;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import io.mdis.fixtures.TarWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that do not say what the layers hold. */
class LayerContentTest {
  @TempDir Path folder;

  private static TestImage base() {
    return new TestImage()
        .step("/bin/sh -c #(nop) ADD file:0123 in / ", tar().file("etc/os-release"));
  }

  private List<String> found(TestImage image) throws IOException {
    return TestScan.ids(TestScan.scan(folder, image));
  }

  @Test
  void aSettingsStepWithFiles() throws IOException {
    TestImage image =
        base().step("/bin/sh -c #(nop)  ENV A=b", tar().folder("opt").file("opt/implant"));
    Finding finding = TestScan.only(TestScan.scan(folder, image), "MDIS-files-in-settings-step");
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.path()).isEqualTo("opt/implant");
    assertThat(finding.layer()).isEqualTo(image.layerDigest(1));
  }

  @Test
  void aSettingsStepWithAnEmptyLayerIsOldDocker() throws IOException {
    assertThat(found(base().step("/bin/sh -c #(nop)  ENV A=b", tar())))
        .doesNotContain("MDIS-files-in-settings-step");
  }

  @Test
  void aBuildInOneLayerHasItsFilesInTheLastStep() throws IOException {
    TestImage image =
        base()
            .settings("/bin/sh -c touch /a")
            .step("/bin/sh -c #(nop) CMD [\"/a\"]", tar().file("a"));
    assertThat(found(image)).doesNotContain("MDIS-files-in-settings-step");
  }

  @Test
  void aBuildInOneLayerMayEndWithACopy() throws IOException {
    TestImage image =
        base()
            .settings("/bin/sh -c touch /a")
            .step("/bin/sh -c #(nop) COPY file:0123 in /srv/ ", tar().file("a").file("srv/b"));
    assertThat(found(image)).doesNotContain("MDIS-files-outside-target");
  }

  @Test
  void aCopyWithFilesElsewhere() throws IOException {
    TestImage image =
        base().step("COPY app /srv/app # buildkit", tar().file("srv/app/a").file("bin/ls"));
    Finding finding = TestScan.only(TestScan.scan(folder, image), "MDIS-files-outside-target");
    assertThat(finding.path()).isEqualTo("bin/ls");
  }

  @Test
  void aCopyToItsPlace() throws IOException {
    TestImage image =
        base()
            .step(
                "RUN /bin/sh -c ln -s usr/bin /bin # buildkit",
                tar().folder("usr/bin").link("bin", "usr/bin"))
            .step("WORKDIR /srv # buildkit", tar().folder("srv"))
            .step(
                "COPY a b ./app/ # buildkit",
                tar().folder("srv").folder("srv/app").file("srv/app/a").file("srv/app/b"))
            .step("COPY tool /bin/tool # buildkit", tar().file("usr/bin/tool"))
            .step("COPY . / # buildkit", tar().file("x"))
            .step("COPY a $DIR # buildkit", tar().file("y"));
    assertThat(found(image)).doesNotContain("MDIS-files-outside-target");
  }

  @Test
  void filesYoungerThanTheirStep() throws IOException {
    TestImage image =
        base()
            .at("2024-03-01T10:00:01.25Z")
            .step("RUN /bin/sh -c a # buildkit", tar().at(1_720_000_000).file("late"));
    assertThat(TestScan.only(TestScan.scan(folder, image), "MDIS-files-after-step").path())
        .isEqualTo("late");
  }

  @Test
  void reproducibleBuildsFixTheTimesOfSteps() throws IOException {
    TarWriter late = tar().at(1_720_000_000).file("late");
    TestImage epoch =
        new TestImage().at("1970-01-01T00:00:00Z").step("RUN /bin/sh -c a # buildkit", late);
    TestImage fixed =
        new TestImage()
            .at("2024-03-01T10:00:00Z")
            .step("RUN /bin/sh -c a # buildkit", late)
            .step("RUN /bin/sh -c b # buildkit", late);
    assertThat(found(epoch)).doesNotContain("MDIS-files-after-step", "MDIS-time-before-docker");
    assertThat(found(fixed)).doesNotContain("MDIS-files-after-step");
  }

  @Test
  void layersAndStepsThatDoNotComeOutEven() throws IOException {
    assertThat(found(base().layer(tar().file("a")))).contains("MDIS-layer-without-step");
    TestImage less = base();
    less.history().addObject().put("created_by", "RUN /bin/sh -c a # buildkit");
    assertThat(found(less)).contains("MDIS-step-without-layer");
  }

  @Test
  void aCommitByHand() throws IOException {
    assertThat(found(base().step("/bin/bash", tar().file("a")))).contains("MDIS-layer-by-hand");
    assertThat(found(base().step("bazel build ...", tar().file("a"))))
        .doesNotContain("MDIS-layer-by-hand");
  }

  @Test
  void aSetuidShellThatIsStillThere() throws IOException {
    TestImage image =
        base()
            .step(
                "RUN /bin/sh -c a # buildkit",
                tar().file("usr/bin/find", 04755).file("bin/sh", 04755))
            .step("RUN /bin/sh -c b # buildkit", tar().file("bin/sh", 0755));
    Finding finding = TestScan.only(TestScan.scan(folder, image), "MDIS-setuid-shell");
    assertThat(finding.path()).isEqualTo("usr/bin/find");
    assertThat(finding.layer()).isEqualTo(image.layerDigest(1));
    assertThat(finding.details()).containsEntry("cis", "4.8");
  }

  @Test
  void timesThatCanNotBe() throws IOException {
    TestImage image =
        new TestImage()
            .at("2024-01-02T00:00:00Z")
            .settings("ENV A=1")
            .at("2024-01-01T00:00:00Z")
            .settings("ENV B=1")
            .at("2012-01-01T00:00:00Z")
            .settings("ENV C=1")
            .at("2031-01-01T00:00:00Z")
            .settings("ENV D=1");
    assertThat(found(image))
        .contains("MDIS-time-backwards", "MDIS-time-before-docker", "MDIS-time-in-future");
    TestImage usual =
        new TestImage()
            .at("2024-01-02T00:00:00Z")
            .settings("ENV A=1")
            .at("0001-01-01T00:00:00Z")
            .settings("ENV B=1")
            .at("1980-01-01T00:00:01Z")
            .settings("ENV C=1")
            .at("2024-01-03T00:00:00Z")
            .settings("ENV D=1");
    assertThat(found(usual))
        .doesNotContain("MDIS-time-backwards", "MDIS-time-before-docker", "MDIS-time-in-future");
  }
}

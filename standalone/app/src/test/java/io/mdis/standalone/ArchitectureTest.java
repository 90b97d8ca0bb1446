package io.mdis.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/layout.md: who may know whom. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.mdis");

  private static final String[] TECHNOLOGY = {
    "io.quarkus..",
    "io.smallrye..",
    "org.apache.kafka..",
    "com.mongodb..",
    "org.bson..",
    "jakarta..",
    "org.eclipse.microprofile.."
  };

  /** What more than one service works by: hosts read logs by the rules that images are read by. */
  private static final String[] SHARED = {"io.mdis.secret.detect..", "io.mdis.secret.log.."};

  @Test
  void everyModuleIsLookedAt() {
    assertThat(CLASSES.stream().map(type -> type.getPackageName().split("\\.")[2]))
        .contains(
            "contracts",
            "image",
            "suppression",
            "export",
            "messaging",
            "access",
            "registries",
            "ingest",
            "worker",
            "vulnerability",
            "malware",
            "history",
            "secret",
            "trust",
            "agent",
            "report",
            "embedded",
            "standalone");
  }

  @Test
  void contractsKnowOnlyAnnotations() {
    classes()
        .that()
        .resideInAPackage("io.mdis.contracts..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "io.mdis.contracts..", "com.fasterxml.jackson.annotation"))
        .check(CLASSES);
  }

  @Test
  void domainKnowsNoTechnology() {
    for (String domain :
        List.of(
            "io.mdis.image..",
            "io.mdis.content..",
            "io.mdis.rules..",
            "io.mdis.packages..",
            "io.mdis.measurement..",
            "io.mdis.worker.scan..",
            "io.mdis.worker.judged..",
            "io.mdis.worker.process..",
            "io.mdis.worker.rejudge..",
            "io.mdis.worker.schedule..",
            "io.mdis.vulnerability.version..",
            "io.mdis.vulnerability.distro..",
            "io.mdis.vulnerability.inventory..",
            "io.mdis.vulnerability.advisory..",
            "io.mdis.vulnerability.match..",
            "io.mdis.vulnerability.scan..",
            "io.mdis.vulnerability.rejudge..",
            "io.mdis.malware.fuzzy..",
            "io.mdis.malware.threat..",
            "io.mdis.malware.verdict..",
            "io.mdis.malware.engine..",
            "io.mdis.malware.scan..",
            "io.mdis.malware.rejudge..",
            "io.mdis.history.dockerfile..",
            "io.mdis.history.lint..",
            "io.mdis.history.threat..",
            "io.mdis.history.rule..",
            "io.mdis.history.scan..",
            "io.mdis.secret.detect..",
            "io.mdis.secret.keystore..",
            "io.mdis.secret.password..",
            "io.mdis.secret.log..",
            "io.mdis.secret.scan..",
            "io.mdis.trust.protocol..",
            "io.mdis.trust.alert..",
            "io.mdis.trust.audit..",
            "io.mdis.trust.authority..",
            "io.mdis.trust.baseline..",
            "io.mdis.trust.history..",
            "io.mdis.trust.key..",
            "io.mdis.trust.report..",
            "io.mdis.trust.verify..",
            "io.mdis.agent..",
            "io.mdis.report.query..",
            "io.mdis.harbor.scan..",
            "io.mdis.harbor.report..",
            "io.mdis.report.compare..",
            "io.mdis.report.export..",
            "io.mdis.ingest.crawl..",
            "io.mdis.report.whitelist..",
            "io.mdis.suppression..",
            "io.mdis.policy..")) {
      noClasses()
          .that()
          .resideInAPackage(domain)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TECHNOLOGY)
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void servicesDoNotKnowOneAnother() {
    List<String> services =
        List.of(
            "io.mdis.ingest..",
            "io.mdis.vulnerability..",
            "io.mdis.malware..",
            "io.mdis.history..",
            "io.mdis.secret..",
            "io.mdis.trust.config..",
            "io.mdis.agent..",
            "io.mdis.report..",
            "io.mdis.harbor..");
    for (String service : services) {
      String[] others =
          services.stream().filter(other -> !other.equals(service)).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(service)
          .should()
          .dependOnClassesThat(resideInAnyPackage(others).and(not(resideInAnyPackage(SHARED))))
          .check(CLASSES);
    }
  }

  @Test
  void nothingKnowsTheStandaloneApplicationOrItsNeighboursInside() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.mdis.standalone..", "io.mdis.embedded..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.mdis.standalone..", "io.mdis.embedded..")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAThingIs() {
    ArchRule rule =
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
    rule.check(CLASSES);
  }
}

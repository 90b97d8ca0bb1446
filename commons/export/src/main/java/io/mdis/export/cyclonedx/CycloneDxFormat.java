package io.mdis.export.cyclonedx;

import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.export.ExportFormat;
import io.mdis.export.ImagePurl;
import io.mdis.export.ListedPackage;
import io.mdis.export.Report;
import io.mdis.export.ReportId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.BomReference;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Composition;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.Property;
import org.cyclonedx.model.metadata.ToolInformation;

/** One bill of materials; the library holds it whole. */
public final class CycloneDxFormat implements ExportFormat {
  private static final String IMAGE = "image";

  @Override
  public String name() {
    return "cyclonedx";
  }

  @Override
  public String mediaType() {
    return "application/vnd.cyclonedx+json";
  }

  @Override
  public String extension() {
    return "cdx.json";
  }

  @Override
  public boolean needsComponents() {
    return true;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    try {
      Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      writer.write(BomGeneratorFactory.createJson(Version.VERSION_16, bom(report)).toJsonString());
      writer.write('\n');
      writer.flush();
    } catch (GeneratorException e) {
      throw new IOException("the report can't be written as CycloneDX: " + e.getMessage(), e);
    }
  }

  private static Bom bom(Report report) {
    List<ListedPackage> packages = ListedPackage.of(report);
    Bom bom = new Bom();
    bom.setSerialNumber("urn:uuid:" + ReportId.of(report));
    bom.setMetadata(metadata(report));
    Dependency image = new Dependency(IMAGE);
    List<Component> components = new ArrayList<>();
    CycloneDxVulnerabilities vulnerabilities = new CycloneDxVulnerabilities();
    distribution(report).ifPresent(components::add);
    for (ListedPackage listed : packages) {
      String ref = listed.component().purl().orElse("package-" + components.size());
      components.add(component(listed, ref));
      vulnerabilities.add(listed, ref);
    }
    components.forEach(part -> image.addDependency(new Dependency(part.getBomRef())));
    bom.setComponents(components);
    bom.setDependencies(List.of(image));
    bom.setVulnerabilities(vulnerabilities.all());
    if (!complete(report)) {
      Composition part = new Composition();
      part.setAggregate(Composition.Aggregate.INCOMPLETE);
      part.setAssemblies(List.of(new BomReference(IMAGE)));
      bom.setCompositions(List.of(part));
    }
    return bom;
  }

  /** Whether every package database could be read and judged. */
  private static boolean complete(Report report) {
    return report.results().stream()
        .anyMatch(
            result ->
                result.dimension().equals("vulnerability")
                    && result.status() == ScanStatus.SUCCEEDED);
  }

  private static Metadata metadata(Report report) {
    Component mdis = component(Component.Type.APPLICATION, "MDIS", report.mdisVersion());
    ToolInformation tools = new ToolInformation();
    tools.setComponents(List.of(mdis));
    Component image =
        component(Component.Type.CONTAINER, report.image().name(), report.image().digest());
    image.setBomRef(IMAGE);
    ImagePurl.of(report.image()).ifPresent(image::setPurl);
    Metadata metadata = new Metadata();
    metadata.setTimestamp(Date.from(report.scannedAt()));
    metadata.setToolChoice(tools);
    metadata.setComponent(image);
    for (ScanResult result : report.results()) {
      String name = "mdis:dimension:" + result.dimension();
      metadata.addProperty(new Property(name, result.status().name()));
      for (ScanReason reason : result.reasons()) {
        metadata.addProperty(
            new Property(name + ":reason", reason.code() + ": " + reason.message()));
      }
    }
    return metadata;
  }

  private static Optional<Component> distribution(Report report) {
    return report.results().stream()
        .map(result -> result.facts().get("distribution"))
        .filter(text -> text != null && !text.isBlank())
        .findFirst()
        .map(
            text -> {
              String[] parts = text.split(" ", 2);
              Component system =
                  component(
                      Component.Type.OPERATING_SYSTEM, parts[0], parts.length > 1 ? parts[1] : "");
              system.setBomRef("operating-system");
              return system;
            });
  }

  private static Component component(ListedPackage listed, String ref) {
    io.mdis.export.Component installed = listed.component();
    Component component = component(Component.Type.LIBRARY, installed.name(), installed.version());
    component.setBomRef(ref);
    installed.purl().ifPresent(component::setPurl);
    List<Property> properties = new ArrayList<>();
    if (!installed.sourceName().equals(installed.name())) {
      properties.add(new Property("mdis:source-package", installed.sourceName()));
    }
    for (ListedPackage.Place place : listed.places()) {
      properties.add(new Property("mdis:layer", place.layer()));
      properties.add(new Property("mdis:path", place.path()));
    }
    component.setProperties(properties);
    return component;
  }

  private static Component component(Component.Type type, String name, String version) {
    Component component = new Component();
    component.setType(type);
    component.setName(name);
    component.setVersion(version);
    return component;
  }
}

package io.mdis.export.html;

import io.mdis.export.ExportFormat;
import io.mdis.export.Report;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.Template;
import io.quarkus.qute.Variant;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/** A page of one file: its style inside, nothing fetched, everything escaped. */
public final class HtmlFormat implements ExportFormat {
  /** HTML has no way to write control characters; those that turn text around would mislead. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}&&[^\n\t]]|[\u202a-\u202e\u2066-\u2069]");

  @Override
  public String name() {
    return "html";
  }

  @Override
  public String mediaType() {
    return "text/html; charset=utf-8";
  }

  @Override
  public String extension() {
    return "html";
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      template()
          .data("report", HtmlReport.of(report))
          .consume(part -> append(writer, part))
          .toCompletableFuture()
          .join();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure.getCause();
      }
      throw new IOException("the page can't be made: " + e.getCause(), e);
    }
    writer.flush();
  }

  private static void append(Writer writer, String part) {
    try {
      writer.write(UNPRINTABLE.matcher(part).replaceAll("\ufffd"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Template template() throws IOException {
    Engine engine =
        Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .build();
    try (InputStream page = HtmlFormat.class.getResourceAsStream("report.html")) {
      String text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
      return engine.parse(text, Variant.forContentType(Variant.TEXT_HTML), "report");
    }
  }
}

package io.mdis.history.lint;

import com.google.re2j.Pattern;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.Keyword;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/**
 * Labels that say what they are not. Which label holds what is known of those of the OCI image
 * specification (annotations, pre-defined keys) and of label-schema.org.
 */
final class LabelLints implements Lint {
  private static final String OCI = "org.opencontainers.image.";
  private static final Set<String> ADDRESSES = Set.of("url", "source", "documentation");
  private static final Pattern NAME = Pattern.compile("[A-Za-z](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?");
  private static final Pattern DOUBLED = Pattern.compile("[.][.]|--");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

  /** The shape of an SPDX licence expression (SPDX specification, annex D). */
  private static final Pattern LICENCE =
      Pattern.compile(
          "\\(*[A-Za-z0-9.+-]+(?:\\)*\\s+(?:AND|OR|WITH|and|or|with)\\s+\\(*[A-Za-z0-9.+-]+)*\\)*");

  @Override
  public void look(List<Instruction> stage, Findings found) {
    for (Instruction instruction : Stages.only(stage, Keyword.LABEL)) {
      instruction.variables().forEach((name, value) -> label(instruction, name, value, found));
    }
  }

  private static void label(Instruction instruction, String name, String value, Findings found) {
    if (!NAME.matches(name) || DOUBLED.matcher(name).find()) {
      found.add("DL3048", instruction, name);
    }
    if (value.indexOf('$') >= 0) {
      return;
    }
    if (name.equals("org.label-schema.vcs-ref") && !COMMIT.matches(value)) {
      found.add("DL3055", instruction, name + "=" + value);
    }
    if (!name.startsWith(OCI)) {
      return;
    }
    String key = name.substring(OCI.length());
    if (value.isBlank()) {
      found.add("DL3051", instruction, name);
    } else if (ADDRESSES.contains(key) && !address(value)) {
      found.add("DL3052", instruction, name + "=" + value);
    } else if (key.equals("created") && !time(value)) {
      found.add("DL3053", instruction, name + "=" + value);
    } else if (key.equals("licenses") && !LICENCE.matches(value.strip())) {
      found.add("DL3054", instruction, name + "=" + value);
    }
  }

  private static boolean address(String value) {
    try {
      URI uri = new URI(value);
      return uri.isAbsolute() && uri.getSchemeSpecificPart().length() > 2;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean time(String value) {
    try {
      OffsetDateTime.parse(value.replace(' ', 'T'));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}

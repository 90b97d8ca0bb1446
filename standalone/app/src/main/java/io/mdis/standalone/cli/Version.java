package io.mdis.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
public final class Version implements IVersionProvider {

  /** Version of the build, for instance {@code 0.1.0}. */
  public static String current() {
    try (InputStream in = Version.class.getResourceAsStream("/mdis-version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new IllegalStateException("the build lacks mdis-version.properties", e);
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"mdis " + current(), "Java " + Runtime.version()};
  }
}

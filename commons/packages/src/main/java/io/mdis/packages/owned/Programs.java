package io.mdis.packages.owned;

/** Where systems keep programs and libraries. */
public final class Programs {
  private Programs() {}

  /** Whether a path lies in a folder for programs and what they load. */
  public static boolean has(String path) {
    String rest = without(without(path, "usr/"), "local/");
    int slash = rest.indexOf('/');
    String folder = slash < 0 ? "" : rest.substring(0, slash);
    return folder.equals("bin")
        || folder.equals("sbin")
        || folder.equals("games")
        || folder.equals("opt")
        || folder.startsWith("lib");
  }

  private static String without(String path, String start) {
    return path.startsWith(start) ? path.substring(start.length()) : path;
  }
}

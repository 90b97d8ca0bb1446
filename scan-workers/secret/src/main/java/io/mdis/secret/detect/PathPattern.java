package io.mdis.secret.detect;

/** Paths such as {@code **}{@code /.kube/*}: one star stays within a name, two go over folders. */
record PathPattern(String glob) {

  /** Whether a path without a slash in front is meant; its letters' case does not matter. */
  boolean matches(String path) {
    if (glob.startsWith("**/") && matches(3, path, 0)) {
      return true;
    }
    return matches(0, path, 0);
  }

  private boolean matches(int g, String path, int p) {
    int at = p;
    int i = g;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (c != '*') {
        if (at >= path.length() || lower(path.charAt(at)) != lower(c)) {
          return false;
        }
        i++;
        at++;
        continue;
      }
      boolean deep = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
      int next = i + (deep ? 2 : 1);
      if (next == glob.length() && deep) {
        return true;
      }
      for (int end = at; end <= path.length(); end++) {
        if (matches(next, path, end)) {
          return true;
        }
        if (end < path.length() && !deep && path.charAt(end) == '/') {
          return false;
        }
      }
      return false;
    }
    return at == path.length();
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}

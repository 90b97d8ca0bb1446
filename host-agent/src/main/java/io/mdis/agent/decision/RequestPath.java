package io.mdis.agent.decision;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The path of a request as the engine's router sees it: decoded first and matched then (Go's
 * net/url, then gorilla/mux). A matcher of encoded paths would let {@code st%61rt} pass. Where the
 * router would redirect ({@code //}, {@code /./}) the path is cleaned instead, so that more is
 * checked rather than less.
 *
 * @param steps decoded, without the version in front; characters are bytes
 */
record RequestPath(List<String> steps) {
  private static final int MAX_LENGTH = 1 << 14;

  RequestPath {
    steps = List.copyOf(steps);
  }

  /** Reads the target of a request line (RFC 9112, 3.2); throws IOException when it is none. */
  static RequestPath parse(String uri) throws IOException {
    if (uri.length() > MAX_LENGTH) {
      throw new IOException("the path has more than " + MAX_LENGTH + " characters");
    }
    String path = uri;
    int query = path.indexOf('?');
    if (query >= 0) {
      path = path.substring(0, query);
    }
    if (!path.startsWith("/")) {
      path = ofAbsolute(path);
    }
    Deque<String> steps = new ArrayDeque<>();
    for (String step : decoded(path).split("/", -1)) {
      if (step.equals("..")) {
        steps.pollLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.addLast(step);
      }
    }
    if (!steps.isEmpty() && steps.element().matches("v[0-9.]+")) {
      steps.removeFirst();
    }
    return new RequestPath(List.copyOf(steps));
  }

  /** The step at a position; empty when there are fewer. */
  String step(int number) {
    return number < steps.size() ? steps.get(number) : "";
  }

  private static String ofAbsolute(String uri) throws IOException {
    int authority = uri.indexOf("://");
    if (authority <= 0) {
      throw new IOException("\"" + uri + "\" is no path");
    }
    int path = uri.indexOf('/', authority + 3);
    return path < 0 ? "/" : uri.substring(path);
  }

  private static String decoded(String path) throws IOException {
    StringBuilder text = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(path.charAt(i + 2), 16);
      if (low < 0) {
        throw new IOException("\"" + path + "\" has a % that encodes nothing");
      }
      text.append((char) (high << 4 | low));
      i += 2;
    }
    return text.toString();
  }
}

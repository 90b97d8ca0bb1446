package io.mdis.standalone.cli;

import java.io.PrintStream;

/** One line on a terminal that tells what goes on; nothing in a pipe. */
final class Progress {
  private final PrintStream err;
  private final boolean shown;
  private boolean written;

  private Progress(PrintStream err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  @SuppressWarnings("SystemConsoleNull") // Null all the same where no console provider is there.
  static Progress on(PrintStream err, boolean quiet) {
    return new Progress(err, !quiet && System.console() != null && System.console().isTerminal());
  }

  synchronized void say(String text) {
    if (shown) {
      err.print("\r\u001b[K" + text);
      err.flush();
      written = true;
    }
  }

  /** A line that stays, also in a pipe: for what the user must know. */
  synchronized void tell(String text) {
    done();
    err.println("mdis: " + text);
  }

  synchronized void done() {
    if (written) {
      err.print("\r\u001b[K");
      err.flush();
      written = false;
    }
  }
}

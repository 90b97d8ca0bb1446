package io.mdis.measurement.tree;

/** What an entry of a layer is. */
public enum Kind {
  FILE('f'),
  DIRECTORY('d'),
  SYMLINK('l'),
  BLOCK_DEVICE('b'),
  CHARACTER_DEVICE('c'),
  FIFO('p'),
  /** Removes what lower layers have; nothing else of it has a meaning. */
  WHITEOUT('w'),
  /** A further name of a file; what the file is stands with its smallest name. */
  HARD_LINK('h'),
  /** On a host only: no tar holds one. */
  SOCKET('s');

  private final char code;

  Kind(char code) {
    this.code = code;
  }

  /** Its letter in a record. */
  public char code() {
    return code;
  }

  static Kind of(char code) {
    for (Kind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of entry: " + (int) code);
  }
}

package io.mdis.measurement.tree;

/** What can differ of an entry that both sides have. */
public enum Attribute {
  TYPE,
  CONTENT,
  SIZE,
  MODE,
  OWNER,
  GROUP,
  /** Alone it is seldom more than a restored backup or a file system with a smaller range. */
  MTIME,
  /** Where a symbolic link leads. */
  TARGET,
  DEVICE,
  /** Of which file it is a further name. */
  HARD_LINK,
  /** Whether a directory hides what lower layers have in it. */
  OPAQUE,
  XATTR
}

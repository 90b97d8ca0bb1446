package io.mdis.secret.scan;

import io.mdis.content.FileKind;

/** Why files are not searched although they have content; told as counts, never file by file. */
enum NotSearched {
  /** Their strings are mostly those of libraries; a setting has them searched too. */
  PROGRAMS("notSearchedPrograms"),
  /** Pictures, fonts, sound and film: what looks like a credential in them is chance. */
  MEDIA("notSearchedMedia"),
  /** Formats that nobody writes a credential into as it is: compressed or paged. */
  OTHER_FORMATS("notSearchedOtherFormats"),
  /** Archives that others wrote for everybody: documentation, tests, third parties' code. */
  PUBLISHED_ARCHIVES("notSearchedPublishedArchives"),
  /** Debian packages whose files lie unpacked in the same layer, and are searched there. */
  UNPACKED_PACKAGES("notSearchedUnpackedPackages");

  private final String fact;

  NotSearched(String fact) {
    this.fact = fact;
  }

  /** Name under which a result tells how many there are. */
  String fact() {
    return fact;
  }

  /** Why files of a kind are not searched that are neither text nor archives. */
  static NotSearched of(FileKind kind) {
    if (kind.isProgram()) {
      return PROGRAMS;
    }
    return kind.isMedia() ? MEDIA : OTHER_FORMATS;
  }
}

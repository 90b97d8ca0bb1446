package io.mdis.standalone.doctor;

/**
 * One thing to look at.
 *
 * @param name short, for the first column
 * @param look looks at it
 */
record Check(String name, Look look) {

  /** Looks at one thing. */
  @FunctionalInterface
  interface Look {
    /** An exception is a failure whose message is told. */
    Diagnosis run() throws Exception;
  }
}

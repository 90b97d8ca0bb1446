package io.mdis.worker.rejudge;

/**
 * Which of several workers judges stored results again. One that ends without a word loses its turn
 * after a while.
 */
public interface Turn {

  /** Takes the turn, or keeps it; false when another worker has it. */
  boolean take();

  /** Keeps the turn that was taken; false when another worker has it by now. */
  boolean hold();

  /** Gives the turn back. */
  void release();
}

package io.mdis.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something fails with a problem of its name. */
public final class Problems {
  private Problems() {}

  /** The exception, for what its message must say. */
  public static AbstractThrowableAssert<?, ImageException> assertProblem(
      ImageProblem problem, ThrowingCallable call) {
    AbstractThrowableAssert<?, ImageException> thrown =
        assertThatThrownBy(call)
            .asInstanceOf(InstanceOfAssertFactories.throwable(ImageException.class));
    thrown.extracting(ImageException::problem).isEqualTo(problem);
    return thrown;
  }
}

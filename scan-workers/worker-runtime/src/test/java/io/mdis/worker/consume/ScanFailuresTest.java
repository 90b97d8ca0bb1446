package io.mdis.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoTimeoutException;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.io.InterruptedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.MethodSource;

class ScanFailuresTest {

  static Stream<ArgumentSet> failures() {
    return Stream.of(
        failure("registry away", new ImageException(ImageProblem.UNAVAILABLE, ""), true),
        failure("store full", new ImageException(ImageProblem.STORE, ""), true),
        failure("wrong digest", new ImageException(ImageProblem.DIGEST_MISMATCH, ""), false),
        failure("not configured", new ImageException(ImageProblem.NOT_CONFIGURED, ""), false),
        failure("database away", new MongoTimeoutException("away"), true),
        failure("stopped", new InterruptedIOException("stopped"), true),
        failure("broken code", new IllegalStateException("oops"), false));
  }

  private static ArgumentSet failure(String name, Exception failure, boolean retryable) {
    return Arguments.argumentSet(name, failure, retryable);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void neighboursMayRecoverImagesDoNot(Exception failure, boolean retryable) {
    assertThat(new ScanFailures().retryable(failure)).isEqualTo(retryable);
  }
}

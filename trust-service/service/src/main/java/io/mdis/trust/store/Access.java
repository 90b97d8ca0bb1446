package io.mdis.trust.store;

import com.mongodb.MongoException;
import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import java.io.IOException;

/** Calls the database; that it is away is told as STORE_AWAY. */
final class Access {
  private Access() {}

  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }

  static <T> T call(Call<T> call) throws IOException {
    try {
      return call.run();
    } catch (MongoException e) {
      throw new TrustException(
          TrustProblem.STORE_AWAY, "the database can't be used now: " + e.getMessage(), e);
    }
  }

  static boolean isDuplicate(com.mongodb.MongoWriteException e) {
    return e.getError().getCategory() == com.mongodb.ErrorCategory.DUPLICATE_KEY;
  }
}

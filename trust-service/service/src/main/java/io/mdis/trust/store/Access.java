package io.mdis.trust.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import java.io.IOException;
import org.bson.Document;

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

  /** Inserts a document; false when there is one with its id. */
  static boolean inserted(MongoCollection<Document> collection, Document document)
      throws IOException {
    return call(
        () -> {
          try {
            collection.insertOne(document);
            return true;
          } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
              return false;
            }
            throw e;
          }
        });
  }
}

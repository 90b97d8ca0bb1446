package io.mdis.access;

import com.mongodb.client.MongoClient;
import io.mdis.access.token.ApiTokens;
import io.mdis.access.token.MongoTokenStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the one view of the tokens. */
@Singleton
public class AccessWiring {

  @Produces
  @Singleton
  ApiTokens tokens(
      MongoClient client,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String database) {
    return new ApiTokens(new MongoTokenStore(client.getDatabase(database)), InstantSource.system());
  }
}

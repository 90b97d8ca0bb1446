package io.mdis.trust.store;

import com.mongodb.client.MongoDatabase;

/**
 * All that is kept.
 *
 * @param images of ingest-service, only read
 */
public record TrustStores(
    MongoBaselines baselines,
    MongoLayers layers,
    MongoHosts hosts,
    MongoTokens tokens,
    MongoAudit audit,
    MongoHistory history,
    MongoTrustAlerts alerts,
    AcceptedImages images) {

  /** Over the collections of a database; nothing is created by this. */
  public static TrustStores of(MongoDatabase database) {
    return new TrustStores(
        new MongoBaselines(database),
        new MongoLayers(database),
        new MongoHosts(database),
        new MongoTokens(database),
        new MongoAudit(database),
        new MongoHistory(database),
        new MongoTrustAlerts(database),
        new AcceptedImages(database));
  }

  /** Makes the indexes that the queries need. */
  public void ensureIndexes() {
    baselines.ensureIndexes();
    tokens.ensureIndexes();
    history.ensureIndexes();
    alerts.ensureIndexes();
  }
}

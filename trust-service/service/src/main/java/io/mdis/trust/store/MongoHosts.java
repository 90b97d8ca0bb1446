package io.mdis.trust.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.trust.authority.Host;
import io.mdis.trust.authority.HostStore;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Hosts in MongoDB. */
public final class MongoHosts implements HostStore {
  private static final int MAX_ATTEMPTS = 20;

  private final MongoCollection<Document> hosts;

  /** Over the collection of a database; nothing is created by this. */
  public MongoHosts(MongoDatabase database) {
    this.hosts = database.getCollection(Collections.TRUST_HOSTS);
  }

  @Override
  public Optional<Host> find(HostName name) throws IOException {
    Document found = Access.call(() -> hosts.find(eq("_id", name.value())).first());
    return Optional.ofNullable(found).map(MongoHosts::host);
  }

  @Override
  public void enrolled(HostName name, Host.Issued issued, Instant at) throws IOException {
    Document document =
        new Document("_id", name.value())
            .append("enrolledAt", Date.from(at))
            .append("revision", 0L)
            .append("certificates", List.of(document(issued)));
    Access.call(
        () ->
            hosts.replaceOne(eq("_id", name.value()), document, new ReplaceOptions().upsert(true)));
  }

  @Override
  public boolean renewed(HostName name, BigInteger present, Host.Issued issued) throws IOException {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      Document found = Access.call(() -> hosts.find(eq("_id", name.value())).first());
      if (found == null
          || found.get("revokedAt") != null
          || host(found).certificates().stream().noneMatch(one -> one.serial().equals(present))) {
        return false;
      }
      List<Document> certificates = new ArrayList<>();
      certificates.add(document(issued));
      certificates.addAll(found.getList("certificates", Document.class));
      List<Document> kept =
          certificates.subList(0, Math.min(Host.MOST_CERTIFICATES, certificates.size()));
      long changed =
          Access.call(
              () ->
                  hosts
                      .updateOne(
                          and(
                              eq("_id", name.value()),
                              exists("revokedAt", false),
                              eq("enrolledAt", found.get("enrolledAt")),
                              eq("revision", found.get("revision"))),
                          Updates.combine(
                              Updates.set("certificates", kept), Updates.inc("revision", 1L)))
                      .getModifiedCount());
      if (changed == 1) {
        return true;
      }
    }
    throw new IOException("host " + name + " is changed by others all the time");
  }

  @Override
  public boolean revoke(HostName name, Instant at) throws IOException {
    return Access.call(
            () ->
                hosts
                    .updateOne(
                        eq("_id", name.value()),
                        Updates.combine(
                            Updates.set("revokedAt", Date.from(at)),
                            Updates.set("certificates", List.of()),
                            Updates.inc("revision", 1L)))
                    .getMatchedCount())
        == 1;
  }

  @Override
  public void reported(HostName name, Instant at) throws IOException {
    Access.call(
        () -> hosts.updateOne(eq("_id", name.value()), Updates.set("lastReportAt", Date.from(at))));
  }

  @Override
  public List<Host> list(HostName after, int most) throws IOException {
    return Access.call(
        () ->
            hosts
                .find(after == null ? Filters.empty() : gt("_id", after.value()))
                .sort(Sorts.ascending("_id"))
                .limit(most)
                .map(MongoHosts::host)
                .into(new ArrayList<>()));
  }

  private static Host host(Document found) {
    return new Host(
        HostName.of(found.getString("_id")),
        instant(found, "enrolledAt"),
        instant(found, "revokedAt"),
        found.getList("certificates", Document.class, List.of()).stream()
            .map(
                one ->
                    new Host.Issued(
                        new BigInteger(one.getString("serial"), 16), instant(one, "notAfter")))
            .toList(),
        instant(found, "lastReportAt"));
  }

  private static Document document(Host.Issued issued) {
    return new Document("serial", issued.serial().toString(16))
        .append("notAfter", Date.from(issued.notAfter()));
  }

  private static Instant instant(Document document, String name) {
    Date date = document.getDate(name);
    return date == null ? null : date.toInstant();
  }
}

package io.mdis.report.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Severity;
import io.mdis.report.alert.Alert;
import io.mdis.report.alert.AlertChange;
import io.mdis.report.alert.AlertChangePage;
import io.mdis.report.alert.AlertCursor;
import io.mdis.report.alert.AlertQuery;
import io.mdis.report.alert.AlertState;
import io.mdis.report.alert.AlertStore;
import io.mdis.report.query.PageQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Alerts in MongoDB. Each change is written down before it is made. */
public final class MongoAlertStore implements AlertStore {
  private static final long MAX_QUERY_SECONDS = 20;

  private final MongoCollection<Document> alerts;
  private final MongoCollection<Document> log;

  /** In the given database; nothing is created by this. */
  public MongoAlertStore(MongoDatabase database) {
    this.alerts = database.getCollection(Collections.RAISED_ALERTS);
    this.log = database.getCollection(Collections.ALERT_LOG);
  }

  /** Makes the indexes that the queries need. */
  public void prepare() {
    alerts.createIndex(Indexes.descending("at", "_id"));
    alerts.createIndex(Indexes.descending("state", "at", "_id"));
    alerts.createIndex(Indexes.descending("image", "state", "at", "_id"));
    alerts.createIndex(Indexes.ascending("image", "finding"));
    log.createIndex(Indexes.descending("at", "_id"));
    log.createIndex(Indexes.descending("alert", "at", "_id"));
  }

  @Override
  public void keep(Alert alert) {
    Document document = AlertDocuments.alert(alert);
    if (!IfAbsent.insert(alerts, document)) {
      Date at = Date.from(alert.message().at());
      Bson news =
          alert.state() == AlertState.OPEN && !alert.tampering()
              ? and(eq("state", AlertState.CLOSED.name()), lt("closedAt", at))
              : lt("at", at);
      alerts.replaceOne(and(eq("_id", alert.id()), news), document);
    }
  }

  @Override
  public Optional<Alert> find(String id) {
    return Optional.ofNullable(alerts.find(eq("_id", id)).first()).map(AlertDocuments::alert);
  }

  @Override
  public List<Alert> find(Collection<String> ids) {
    return alerts.find(in("_id", ids)).map(AlertDocuments::alert).into(new ArrayList<>());
  }

  /** Two queries instead of one with $or, so that each walks the index. */
  @Override
  public List<Alert> list(AlertQuery query) {
    List<Bson> wanted = conditions(query);
    int most = query.limit() + 1;
    if (query.after().isEmpty()) {
      return some(Conditions.all(wanted), most);
    }
    AlertCursor after = query.after().get();
    Date time = Date.from(after.at());
    List<Alert> found =
        new ArrayList<>(some(Conditions.all(wanted, eq("at", time), lt("_id", after.id())), most));
    if (found.size() < most) {
      found.addAll(some(Conditions.all(wanted, lt("at", time)), most - found.size()));
    }
    return found;
  }

  @Override
  public int open(int most) {
    return (int)
        alerts.countDocuments(eq("state", AlertState.OPEN.name()), new CountOptions().limit(most));
  }

  @Override
  public Optional<AlertMessage> gone(AlertMessage alert) {
    return Optional.ofNullable(
            alerts
                .find(
                    and(
                        of(alert),
                        eq("kind", AlertMessage.VULNERABILITY_GONE),
                        gte("at", Date.from(alert.at()))))
                .sort(descending("at"))
                .first())
        .map(AlertDocuments::message);
  }

  @Override
  public List<Alert> endedBy(AlertMessage gone) {
    return alerts
        .find(
            and(
                of(gone),
                in("kind", Alert.ENDED_BY_GONE),
                ne("state", AlertState.CLOSED.name()),
                lte("at", Date.from(gone.at()))))
        .map(AlertDocuments::alert)
        .into(new ArrayList<>());
  }

  @Override
  public void close(Alert alert, AlertMessage gone, AlertChange change) {
    Bson standing = and(eq("_id", alert.id()), ne("state", AlertState.CLOSED.name()));
    if (alerts.find(standing).first() == null) {
      return;
    }
    log.insertOne(AlertDocuments.change(change));
    alerts.updateOne(
        standing,
        Updates.combine(
            Updates.set("state", AlertState.CLOSED.name()),
            Updates.set("closedAt", Date.from(gone.at())),
            Updates.set("closedReason", change.comment())));
  }

  @Override
  public boolean acknowledge(AlertChange change) {
    Bson open = and(eq("_id", change.alert()), eq("state", AlertState.OPEN.name()));
    if (alerts.find(open).first() == null) {
      return false;
    }
    log.insertOne(AlertDocuments.change(change));
    return alerts
            .updateOne(
                open,
                Updates.combine(
                    Updates.set("state", change.state().name()),
                    Updates.set("acknowledged", AlertDocuments.acknowledgement(change))))
            .getMatchedCount()
        == 1;
  }

  @Override
  public AlertChangePage log(Optional<String> alert, PageQuery part) {
    Bson wanted = alert.<Bson>map(id -> eq("alert", id)).orElseGet(Document::new);
    List<AlertChange> found =
        log.find(wanted)
            .sort(descending("at", "_id"))
            .skip(part.page() * part.size())
            .limit(part.size())
            .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)
            .map(AlertDocuments::change)
            .into(new ArrayList<>());
    return new AlertChangePage(found, log.countDocuments(wanted), part.page(), part.size());
  }

  private static List<Bson> conditions(AlertQuery query) {
    List<Bson> wanted = new ArrayList<>();
    query.image().ifPresent(image -> wanted.add(eq("image", image.toString())));
    if (query.states().size() == 1) {
      wanted.add(eq("state", query.states().iterator().next().name()));
    } else if (!query.states().isEmpty()) {
      wanted.add(in("state", query.states().stream().map(AlertState::name).toList()));
    }
    query.kind().ifPresent(kind -> wanted.add(eq("kind", kind)));
    if (!query.severities().isEmpty()) {
      wanted.add(in("severity", query.severities().stream().map(Severity::name).toList()));
    }
    return wanted;
  }

  private List<Alert> some(Bson wanted, int most) {
    return alerts
        .find(wanted)
        .sort(descending("at", "_id"))
        .limit(most)
        .maxTime(MAX_QUERY_SECONDS, TimeUnit.SECONDS)
        .map(AlertDocuments::alert)
        .into(new ArrayList<>());
  }

  private static Bson of(AlertMessage alert) {
    return and(eq("image", alert.image().toString()), eq("finding", alert.finding()));
  }
}

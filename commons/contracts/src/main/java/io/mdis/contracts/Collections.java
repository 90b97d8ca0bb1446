package io.mdis.contracts;

/**
 * Names of the MongoDB collections. Each has one writing service; the others only read.
 *
 * <ul>
 *   <li>images (ingest): {@code _id} manifest digest; registry, repository, tags[], configDigest,
 *       platform, layers[{digest, diffId, mediaType, size}], acceptedAt, eventId, reason
 *   <li>results (workers): {@code _id} {@code image|dimension}, so only what is in force; image,
 *       dimension, status, reasons[{code, message}], counts{SEVERITY: n} without suppressed ones,
 *       suppressed (n), scannerVersion, rulesVersion, facts{}, finishedAt (when it last said
 *       something else), current (true), content (of the findings; tells writers of each other),
 *       judging (while it is judged again: by what)
 *   <li>findings (workers): {@code _id} {@code <result _id>|<hash>}; result, image, dimension, id,
 *       names[] (the id and its aliases, in lower case), severity, severityRank (ordinal), rank (0
 *       to 100, how soon to look at it), sourceSeverity, title, layer, path, details{},
 *       suppression{entry, reason, author, until, origin} of one that is suppressed, note
 *   <li>layerResults (workers): {@code _id} {@code diffId|dimension|scannerVersion|rulesVersion};
 *       json (the scanner's own form, at most 8 MiB), storedAt
 *   <li>packages (vulnerability): {@code _id} hash of the rest; ecosystem and subjects[] (names
 *       under which advisories speak of it; none when they don't), purl, distribution{} (of a
 *       package of a distribution), usedAt (about when a scan last found it), and what an installed
 *       package has: type, name, version, arch, sourceName, sourceVersion, module
 *   <li>inventories (vulnerability): {@code _id} manifest digest, with {@code |n} for the further
 *       parts of a large one; image, part, parts, storedAt, packages[] (ids), places (of each
 *       package four bytes: number of its layer * 65536 + number of its path), layers[] (diffIDs),
 *       paths[]; the first part also name, distribution{}, ecosystems[], databases[], problems[],
 *       twins[] (ids of packages that differ in neither name, version nor path), scannerVersion
 *   <li>rejudgements (vulnerability): {@code _id} {@code from>to} (rules versions); state, started,
 *       counts of what was done, inFlight[] (images)
 *   <li>knowledgeVersions (workers): {@code _id} {@code dimension|version} of what results are
 *       judged by; dimension, version, firstSeenAt, liveUntil (a worker has it)
 *   <li>alerts (vulnerability): {@code _id} {@code image|vulnerability}; open (boolean), pending
 *       (not published yet), and what {@link AlertMessage} has
 *   <li>fileVerdicts (malware): {@code _id} {@code engine|version of its signatures|SHA-256 of a
 *       file}; signature (of a file that the engine knows), at. Those of older versions go
 *   <li>turns (workers): {@code _id} what only one worker does at a time, such as {@code
 *       rejudge|malware}; owner, until
 *   <li>rejections (ingest): {@code _id} event id; source, reference, code, message, at: accepted
 *       events that no image could be read for
 *   <li>rescans (ingest): {@code _id}; digest, registry, repository, tag (what is to be scanned
 *       again), reason, dimensions[], state, requestedAt, requestedBy, finishedAt, matched and
 *       published (images), after (the last published one), owner, ownedUntil (who publishes),
 *       openKey (of an open one what it wants, else its id; unique)
 *   <li>crawls (ingest): {@code _id}; registry, state, requestedAt, requestedBy, finishedAt, where
 *       it goes on (nextRepositories, listed, waiting[], nextImages, seen, closing, closedUpTo),
 *       what it has done (repositories, images, published, closed, problems, problem), owner,
 *       ownedUntil, openKey (of an open one its registry, else its id; unique)
 *   <li>crawledTags (ingest): {@code _id} {@code registry/repository:tag}; repository (with its
 *       registry), tag, digests[] (of its manifest, then of the parts of an index), crawl (that
 *       last saw it)
 *   <li>overviews (report): {@code _id} manifest digest; dimensions{name: {status, counts,
 *       suppressed, finishedAt}}, worstSeverityRank, weight (to sort by: severity, then number),
 *       updatedAt
 *   <li>days (report): {@code _id} day such as 2026-11-25; at, images, worst{SEVERITY: images},
 *       clean, incomplete (images): how all images stood when they were last counted that day
 *   <li>replays (report): {@code _id} {@code topic~partition~offset} of a dead letter that was sent
 *       to its group again; at, by
 *   <li>raisedAlerts (report): {@code _id} SHA-256 of the alert's id; raisedAs (that id) and what
 *       {@link AlertMessage} has, evidence as [{name, value}]; state (OPEN, ACKNOWLEDGED, CLOSED),
 *       acknowledged{by, at, comment}, closedAt, closedReason
 *   <li>alertLog (report), only ever added to: {@code _id}; at, by, alert, state, comment
 *   <li>deliveries (report): {@code _id} of an alert's raising and a receiver; receiver, alert
 *       (id), urgent, createdAt, state (WAITING, SENDING, SENT, DEAD), batch (id of what it is sent
 *       with), batchAt, error, doneAt
 *   <li>receivers (report): {@code _id} name; owner and leaseUntil (which replica sends to it),
 *       failures (in a row), notBefore, lastError, lastSentAt
 *   <li>suppressions (report): {@code _id} entry id; revision, updatedAt and what {@code
 *       io.mdis.suppression.SuppressionFields} tells
 *   <li>suppressionLog (report), only ever added to: {@code _id}; at, by, action, entry, revision,
 *       before{}, after{}
 *   <li>suppressionState (report): one document {@code _id} version; version, which grows with
 *       every change of an entry
 *   <li>suppressionsApplied (workers): {@code _id} {@code dimension|entry id}; dimension, entry,
 *       state, names[]: what stored findings were last judged by; and for each dimension {@code
 *       dimension} alone: owner, leaseUntil, pending[] (images whose counts are to be made anew)
 *   <li>trustBaselines (trust): {@code _id} image ID, for one built on a host {@code image
 *       ID|host}; image, host, manifests[], envelope (signed), suspect (its signature was found to
 *       be wrong), or problem (why there is none), measuredAt
 *   <li>trustLayers (trust): {@code _id} {@code diffId|form}; envelope (signed), files (of which
 *       trustFiles), parts, storedAt
 *   <li>trustFiles (trust): {@code _id} {@code files|part}; data: the per-file list of a layer,
 *       gzip, at most 1 MiB each
 *   <li>trustHosts (trust): {@code _id} host; enrolledAt, revokedAt, certificates[{serial,
 *       notAfter}], lastReportAt
 *   <li>trustTokens (trust): {@code _id} SHA-256 of an enrolment token; host, expiresAt, usedAt
 *   <li>trustAudit (trust), only ever added to: {@code _id} number, from 1; envelope (signed, names
 *       the one before)
 *   <li>trustHistory (trust): {@code _id}; host, image, kind, key (what is the same when it comes
 *       again), at, until, times, and what was said; trustStates: {@code _id} {@code host|image};
 *       entry (the last of trustHistory), key
 *   <li>trustAlerts (trust): {@code _id} id of the message; pending (not published yet), message,
 *       detailed, host, image, raisedAt, lastAt, times, restoredAt; who acknowledged it is in
 *       alerts
 *   <li>accessTokens (report): {@code _id} SHA-256 of an API token; id, name, role, createdAt,
 *       createdBy, expiresAt, revokedAt
 *   <li>accessLog (report), only ever added to: {@code _id}; at, by, action, token (id), name,
 *       role, expiresAt
 *   <li>registryLoans (Harbor adapter): {@code _id} event id; registry, repository, digest, until,
 *       sealed (the login; opens for just what the rest says)
 *   <li>harborScans (Harbor adapter): {@code _id} of the request, also the event id of what
 *       follows; registry, repository, digest, kind, requestedAt, until, resolvedAt (the workers
 *       were told of it), configDigest, reportedAt (all who read it are done)
 * </ul>
 */
public final class Collections {
  public static final String IMAGES = "images";
  public static final String RESULTS = "results";
  public static final String FINDINGS = "findings";
  public static final String LAYER_RESULTS = "layerResults";
  public static final String PACKAGES = "packages";
  public static final String INVENTORIES = "inventories";
  public static final String REJUDGEMENTS = "rejudgements";
  public static final String KNOWLEDGE_VERSIONS = "knowledgeVersions";
  public static final String ALERTS = "alerts";
  public static final String FILE_VERDICTS = "fileVerdicts";
  public static final String TURNS = "turns";
  public static final String REJECTIONS = "rejections";
  public static final String RESCANS = "rescans";
  public static final String CRAWLS = "crawls";
  public static final String CRAWLED_TAGS = "crawledTags";
  public static final String OVERVIEWS = "overviews";
  public static final String DAYS = "days";
  public static final String REPLAYS = "replays";
  public static final String RAISED_ALERTS = "raisedAlerts";
  public static final String ALERT_LOG = "alertLog";
  public static final String DELIVERIES = "deliveries";
  public static final String RECEIVERS = "receivers";
  public static final String SUPPRESSIONS = "suppressions";
  public static final String SUPPRESSION_LOG = "suppressionLog";
  public static final String SUPPRESSION_STATE = "suppressionState";
  public static final String SUPPRESSIONS_APPLIED = "suppressionsApplied";
  public static final String TRUST_BASELINES = "trustBaselines";
  public static final String TRUST_LAYERS = "trustLayers";
  public static final String TRUST_FILES = "trustFiles";
  public static final String TRUST_HOSTS = "trustHosts";
  public static final String TRUST_TOKENS = "trustTokens";
  public static final String TRUST_AUDIT = "trustAudit";
  public static final String TRUST_HISTORY = "trustHistory";
  public static final String TRUST_STATES = "trustStates";
  public static final String TRUST_ALERTS = "trustAlerts";
  public static final String ACCESS_TOKENS = "accessTokens";
  public static final String ACCESS_LOG = "accessLog";
  public static final String REGISTRY_LOANS = "registryLoans";
  public static final String HARBOR_SCANS = "harborScans";

  private Collections() {}
}

package io.mdis.report.ui;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Words of the pages, in English; {@code messages/msg_zh.properties} has them in Chinese. What
 * scanners and people wrote, such as reasons and titles of findings, is shown as it was written.
 */
@MessageBundle(locale = "en")
public interface Messages {

  @Message("Skip to content")
  String skip();

  @Message("Main")
  String navMain();

  @Message("Overview")
  String navDashboard();

  @Message("Images")
  String navImages();

  @Message("Findings")
  String navFindings();

  @Message("Compare")
  String navCompare();

  @Message("Alerts")
  String navAlerts();

  @Message("Whitelist")
  String navSuppressions();

  @Message("Policy")
  String navPolicy();

  @Message("Trust")
  String navTrust();

  @Message("Scan queue")
  String navQueue();

  @Message("Notifications")
  String navNotifications();

  @Message("Settings")
  String navSettings();

  @Message("Container images, watched")
  String tagline();

  @Message("open")
  String openAlertsSpoken();

  @Message("Search images, CVE or hash")
  String searchLabel();

  @Message("nginx, CVE-2021-44228, sha256:…")
  String searchHint();

  @Message("Search")
  String find();

  @Message("中文")
  String otherLanguage();

  @Message("Switch to Chinese")
  String otherLanguageSpoken();

  @Message("Theme: system")
  String themeAuto();

  @Message("Theme: light")
  String themeLight();

  @Message("Theme: dark")
  String themeDark();

  @Message("switch the theme")
  String themeSwitch();

  @Message("Show")
  String show();

  @Message("all")
  String all();

  @Message("Reset")
  String reset();

  @Message("Pages")
  String pages();

  @Message("Newest")
  String newest();

  @Message("First page")
  String first();

  @Message("Next page")
  String next();

  @Message("Previous page")
  String previous();

  @Message("Page {page} of {pages}, {total} in all")
  String pageOf(int page, long pages, long total);

  @Message("The same as a table")
  String asTable();

  @Message("never")
  String never();

  @Message("none")
  String none();

  @Message("none known")
  String noneKnown();

  @Message("not known")
  String notKnown();

  @Message(
      "{#switch name}{#case 'CRITICAL'}Critical{#case 'HIGH'}High{#case 'MEDIUM'}Medium{#case 'LOW'}Low{#case 'NEGLIGIBLE'}Negligible{#case 'UNKNOWN'}Unknown{#else}{name}{/switch}")
  String severity(String name);

  @Message(
      "{#switch name}{#case 'PENDING'}Pending{#case 'SUCCEEDED'}Complete{#case 'PARTIAL'}Partial{#case 'SKIPPED'}Skipped{#case 'FAILED'}Failed{#case 'FAILED,PARTIAL,PENDING,SKIPPED'}Not complete{#else}{name}{/switch}")
  String status(String name);

  @Message(
      "{#switch name}{#case 'vulnerability'}Vulnerabilities{#case 'malware'}Malware{#case 'history'}Build history{#case 'secret'}Secrets{#else}{name}{/switch}")
  String dimension(String name);

  @Message(
      "{#switch name}{#case 'open'}open{#case 'acknowledged'}acknowledged{#case 'closed'}closed{#else}{name}{/switch}")
  String alertState(String name);

  @Message(
      "{#switch name}{#case 'trust.tampered'}Tampered on a host{#case 'trust.statement-altered'}Trust record altered{#case 'secret.logged'}Credential in a container log{#case 'vulnerability.new'}Newly known vulnerability{#case 'suppression.expired'}Whitelist entry expired{#case 'vulnerability.gone'}Vulnerability gone{#else}{name}{/switch}")
  String alertKind(String name);

  @Message(
      "{#switch name}{#case 'active'}active{#case 'expiring'}ends soon{#case 'expired'}expired{#else}{name}{/switch}")
  String entryState(String name);

  @Message("Image")
  String colImage();

  @Message("Worst")
  String colWorst();

  @Message("Findings")
  String colFindings();

  @Message("Scans")
  String colScans();

  @Message("Accepted")
  String colAccepted();

  @Message("Dimension")
  String colDimension();

  @Message("Status")
  String colStatus();

  @Message("Result")
  String colResult();

  @Message("Versions")
  String colVersions();

  @Message("Finished")
  String colFinished();

  @Message("Finding")
  String colId();

  @Message("Severity")
  String colSeverity();

  @Message("Priority")
  String colPriority();

  @Message("Package or file")
  String colSubject();

  @Message("Installed")
  String colInstalled();

  @Message("Fixed in")
  String colFixed();

  @Message("Layer")
  String colLayer();

  @Message("Evidence")
  String colEvidence();

  @Message("Alert")
  String colAlert();

  @Message("Raised")
  String colRaised();

  @Message("State")
  String colState();

  @Message("Reason")
  String colReason();

  @Message("Why")
  String colWhy();

  @Message("Author")
  String colAuthor();

  @Message("From")
  String colFrom();

  @Message("Ends")
  String colEnds();

  @Message("Package")
  String colPackage();

  @Message("Day")
  String colDay();

  @Message("Host")
  String colHost();

  @Message("When")
  String colAt();

  @Message("Setting")
  String colKey();

  @Message("Value")
  String colValue();

  @Message("Number")
  String colNumber();

  @Message("Digest")
  String colDigest();

  @Message("Bytes")
  String colSize();

  @Message("What needs action today")
  String dashboardTitle();

  @Message("Tampered images")
  String tileTampered();

  @Message("Open alerts")
  String tileOpenAlerts();

  @Message("Images with critical findings")
  String tileCritical();

  @Message("Images not fully scanned")
  String tileIncomplete();

  @Message("Messages waiting")
  String tileWaiting();

  @Message("Given up on")
  String tileDead();

  @Message("Images watched")
  String tileImages();

  @Message("Images by their worst finding, day by day")
  String trendTitle();

  @Message(
      "The first count is made within a minute of the start; the trend grows by one day each day.")
  String trendEmpty();

  @Message("Counted {at}")
  String countedAt(String at);

  @Message("Worst images")
  String worstTitle();

  @Message("No image has findings so far.")
  String worstEmpty();

  @Message("See all")
  String seeAll();

  @Message("Open alerts")
  String alertsTitle();

  @Message("Nothing is open.")
  String alertsEmpty();

  @Message("Scan queue")
  String queueTitle();

  @Message("The broker does not answer; what waits is not known.")
  String queueAway();

  @Message("Knowledge in use")
  String databasesTitle();

  @Message("No scan has told yet which database it used.")
  String databasesEmpty();

  @Message("Version")
  String dbVersion();

  @Message("Newest advisory")
  String dbNewest();

  @Message("{#if days == 0}today{#else if days == 1}1 day old{#else}{days} days old{/if}")
  String dbAge(long days);

  @Message("old")
  String dbOld();

  @Message("Clean")
  String cleanImages();

  @Message("Not fully known")
  String unknownImages();

  @Message("Images")
  String imagesTitle();

  @Message("Name or digest")
  String imagesText();

  @Message("nginx, team/app, sha256:…")
  String imagesTextHint();

  @Message("Severity at least")
  String imagesAtLeast();

  @Message("Dimension")
  String imagesDimension();

  @Message("Scan status")
  String imagesStatus();

  @Message("Project")
  String imagesProject();

  @Message("library")
  String imagesProjectHint();

  @Message("Order")
  String imagesOrder();

  @Message("newest first")
  String orderNewest();

  @Message("worst first")
  String orderWorst();

  @Message("Accepted images")
  String imagesCaption();

  @Message("No image fits.")
  String imagesEmpty();

  @Message("None among the images looked at so far; there are more.")
  String imagesEmptyYet();

  @Message("No image was accepted yet. Push one, or submit it with POST /images.")
  String imagesNone();

  @Message("More images")
  String imagesMore();

  @Message(
      "{count} {#if count == 1}event{#else}events{/if} led to no image that could be read; what they name was not scanned.")
  String rejectedNote(long count);

  @Message("none found")
  String noFindingsComplete();

  @Message(
      "{#if count == 1}1 finding{#else}{count} findings{/if}{#if suppressed > 0}, {suppressed} suppressed{/if}")
  String found(long count, long suppressed);

  @Message("not scanned yet")
  String sumPending();

  @Message("no findings")
  String sumClean();

  @Message("no known vulnerabilities")
  String sumCleanVulnerability();

  @Message("incomplete: something was left out")
  String sumPartial();

  @Message("not scanned")
  String sumSkipped();

  @Message("scan failed: nothing is known")
  String sumFailed();

  @Message("Digest")
  String digest();

  @Message("Tags")
  String tags();

  @Message("Platform")
  String platform();

  @Message("Accepted")
  String accepted();

  @Message("Base image")
  String base();

  @Message("Worst severity")
  String worstSeverity();

  @Message("What to fix first")
  String fixTitle();

  @Message("Each line is one change; how many findings it ends says how much it is worth.")
  String fixText();

  @Message("Nothing that is counted has a known fix.")
  String fixEmpty();

  @Message("Upgrade {name} {installed} to {fixed}")
  String fixUpgrade(String name, String installed, String fixed);

  @Message("Revoke what is in {path}, and build without it")
  String fixSecret(String path);

  @Message("Find out where {path} came from, and remove it")
  String fixMalware(String path);

  @Message("Change the build: {title}")
  String fixHistory(String title);

  @Message(
      "{#if count == 1}ends 1 finding{#else}ends {count} findings{/if}{#if worst > 0}, {worst} of them critical or high{/if}")
  String fixEnds(int count, int worst);

  @Message("exploited in the wild")
  String fixExploited();

  @Message("Made from the {count} most urgent findings.")
  String fixPartial(int count);

  @Message("{#if count == 1}1 finding has{#else}{count} findings have{/if} no known fix")
  String unfixed(int count);

  @Message("Scans")
  String scansTitle();

  @Message("What each dimension says, and on what knowledge")
  String scansCaption();

  @Message("Scanning; this part renews itself.")
  String live();

  @Message("Findings")
  String findingsTitle();

  @Message("Findings, most urgent first")
  String findingsCaption();

  @Message(
      "{total} findings in current results; page {page} of {pages}. Whether something was looked at at all is told under Scans.")
  String findingsNote(long total, int page, long pages);

  @Message("No finding fits. Whether something was looked at at all is told under Scans.")
  String findingsEmpty();

  @Message("Layers")
  String layersTitle();

  @Message("Layers, from the base upwards, and what each brought")
  String layersCaption();

  @Message("Counted among the {count} most urgent findings.")
  String layersPartial(int count);

  @Message("Brought")
  String layerFindings();

  @Message("Step that made it")
  String layerStep();

  @Message("How it was built")
  String dockerfileTitle();

  @Message("exploited")
  String exploited();

  @Message("suppressed")
  String suppressed();

  @Message("source")
  String sourceSeverity();

  @Message("All alerts of this image")
  String allAlertsOfImage();

  @Message("What the policy says")
  String policyOfImage();

  @Message("Names")
  String vulnerabilityNames();

  @Message("Images")
  String vulnerabilityImages();

  @Message(
      "Counted are images that are not deleted and have it in a current result, also where the finding is suppressed. An image whose scan failed or is still to come may have it too.")
  String findingImagesNote();

  @Message("Severity, names and packages are those of the first images; others may add to them.")
  String findingPartial();

  @Message("Packages")
  String packagesTitle();

  @Message("What has it, and what mends it")
  String packagesCaption();

  @Message("Images that have it, by digest")
  String affectedCaption();

  @Message("No image is known to have it")
  String affectedEmpty();

  @Message("All images of this page are deleted; others follow.")
  String affectedDeleted();

  @Message("fixed in {version}")
  String fixedIn(String version);

  @Message("no fix known")
  String noFix();

  @Message("and others; the image's own page has all")
  String andOthers();

  @Message("Which images have it?")
  String findTitle();

  @Message(
      "Type a CVE, GHSA or other flaw, a rule, or the hash of a file or a secret. The hash is told with each finding.")
  String findText();

  @Message("What")
  String findKind();

  @Message("Id or hash")
  String findId();

  @Message("Vulnerability")
  String kindVulnerability();

  @Message("Secret")
  String kindSecret();

  @Message("Malware or file")
  String kindMalware();

  @Message("Build rule")
  String kindHistory();

  @Message("images with the same")
  String findThis();

  @Message(
      "What became known of images after they were scanned, and images whose bytes on a host are not those that were measured. An alert is over when the vulnerability is gone; that an image was tampered with is never over by itself.")
  String alertsLead();

  @Message("Who is told")
  String whoIsTold();

  @Message("Kind")
  String kind();

  @Message("Alerts, newest first")
  String alertsCaption();

  @Message("There is no such alert.")
  String alertsNoSuch();

  @Message("Older alerts")
  String alertsOlder();

  @Message("sha256:…")
  String imageDigestHint();

  @Message("Acknowledge")
  String acknowledge();

  @Message("What you know of it")
  String whatYouKnow();

  @Message("What stands: tampered images first, then the worst")
  String standingCaption();

  @Message(
      "Findings that an entry speaks of are kept and shown, but not counted. What an expired entry suppressed counts again.")
  String suppressionsLead();

  @Message("A file is not followed")
  String fileNotFollowed();

  @Message("Suppresses")
  String suppresses();

  @Message("Entries")
  String suppressionsCaption();

  @Message("There is no such entry.")
  String suppressionsEmpty();

  @Message("Suppress a finding")
  String suppressionNew();

  @Message("The findings follow within a minute. You are named as the author.")
  String suppressionNewText();

  @Message("Vulnerability or rule")
  String fieldVulnerability();

  @Message("Only in package")
  String fieldPackage();

  @Message("Only in images")
  String fieldImage();

  @Message("team/app:*")
  String fieldImageHint();

  @Message("Reason")
  String fieldReason();

  @Message("Last day (2027-01-31)")
  String fieldExpires();

  @Message("Suppress")
  String suppressDo();

  @Message("Remove")
  String remove();

  @Message("entry about {name}")
  String removeSpoken(String name);

  @Message("Done. The findings follow within a minute.")
  String made();

  @Message("May this image be used?")
  String policyTitle();

  @Message("Asks the policy as a pipeline or Kubernetes would, and says what would have to change.")
  String policyLead();

  @Message("Image")
  String policyImage();

  @Message("registry/team/app:1.0 or sha256:…")
  String policyImageHint();

  @Message("Environment")
  String policyEnvironment();

  @Message("production")
  String policyEnvironmentHint();

  @Message("Decide")
  String decide();

  @Message(
      "{#switch name}{#case 'ALLOW'}Allowed{#case 'WARN'}Allowed with warnings{#case 'UNSCANNED'}Not fully scanned{#case 'BLOCK'}Blocked{#else}{name}{/switch}")
  String verdict(String name);

  @Message("Refused where the policy is enforced")
  String policyDenied();

  @Message("Admitted where the policy is enforced")
  String policyAdmitted();

  @Message("by the policy “{name}”")
  String policyBy(String name);

  @Message("What would have to change")
  String policyChange();

  @Message("Reasons")
  String policyReasons();

  @Message("Excepted")
  String policyExcepted();

  @Message("Rule")
  String policyRule();

  @Message("blocks from {at}")
  String policyBlocksFrom(String at);

  @Message("{count} more are not listed.")
  String policyMore(int count);

  @Message("Are images on hosts what was measured?")
  String trustTitle();

  @Message(
      "Each host's agent compares what is on its disk with what was measured when the image was pushed.")
  String trustLead();

  @Message("Hosts")
  String trustHostsCaption();

  @Message("No host is enrolled. docs/howto/enrol-a-host.md says how.")
  String trustHostsEmpty();

  @Message("Enrolled")
  String trustEnrolled();

  @Message("Last report")
  String trustLastReport();

  @Message("silent")
  String trustSilent();

  @Message("revoked")
  String trustRevoked();

  @Message("reporting")
  String trustWorking();

  @Message("Certificate until")
  String trustCertificate();

  @Message("Tamper evidence")
  String trustEvidenceTitle();

  @Message("No image was found altered.")
  String trustEvidenceEmpty();

  @Message("First")
  String trustFirst();

  @Message("Last")
  String trustLast();

  @Message("{#if count == 1}once{#else}{count} times{/if}")
  String trustTimes(long count);

  @Message("restored since")
  String trustRestored();

  @Message("Images measured")
  String trustBaselines();

  @Message("Images without a measure")
  String trustProblems();

  @Message("Entries in the audit log")
  String trustAuditEntries();

  @Message(
      "Each dimension works through the images by itself. What fails for good is a dead letter, kept until somebody replays it.")
  String queueLead();

  @Message("Consumer groups")
  String queueGroups();

  @Message("Group")
  String queueGroup();

  @Message("Topic")
  String queueTopic();

  @Message("Waiting")
  String queueWaiting();

  @Message("To be tried again")
  String queueRetry();

  @Message("Dead letters")
  String queueDead();

  @Message("Dead letters, newest first")
  String queueDeadTitle();

  @Message("None. Nothing was given up on.")
  String queueDeadEmpty();

  @Message("Replay")
  String queueReplay();

  @Message("replayed by {by}, {at}")
  String queueReplayed(String by, String at);

  @Message("Sent to its group again.")
  String queueTaken();

  @Message("Events without an image")
  String rejectionsTitle();

  @Message(
      "Somebody told of these images, and they could not be read, so they were not scanned. When the cause is gone, push or submit the image again.")
  String rejectionsLead();

  @Message("There is none.")
  String rejectionsEmpty();

  @Message("Events that no image could be read for, newest first; {total} in all")
  String rejectionsCaption(long total);

  @Message("Told by")
  String toldBy();

  @Message(
      "What this service runs with. Secrets are not shown. Settings are changed in the environment or a file; docs/reference/configuration.md lists all.")
  String settingsLead();

  @Message("Settings")
  String settingsCaption();

  @Message("Set by")
  String settingsFrom();

  @Message("hidden")
  String settingsHidden();

  @Message("Nobody is told of alerts: no receiver is configured.")
  String notificationsEmpty();

  @Message("Who is told of alerts")
  String receiversCaption();

  @Message("Receiver")
  String receiver();

  @Message("Where")
  String place();

  @Message("Waiting")
  String waiting();

  @Message("Dead letters")
  String deadLetters();

  @Message("Last")
  String last();

  @Message("Test")
  String test();

  @Message("nothing sent yet")
  String nothingSent();

  @Message("What was given up on, newest first")
  String givenUpCaption();

  @Message("Put together")
  String putTogether();

  @Message("Again")
  String again();

  @Message("Send again")
  String sendAgain();

  @Message("This page cannot be shown")
  String problemTitle();

  @Message("What it learned")
  String facts();

  @Message("What differs between two images?")
  String compareTitle();

  @Message(
      "By digest, or by tag: a tag is the newest image that it led to. A dimension that says nothing of one of them is not compared: a scan that failed fixes nothing.")
  String compareLead();

  @Message("Earlier")
  String compareFrom();

  @Message("Later")
  String compareTo();

  @Message("Compare")
  String compareDo();

  @Message("New")
  String compareNew();

  @Message("Fixed")
  String compareFixed();

  @Message("Unchanged")
  String compareSame();

  @Message("not compared: no result of one of both")
  String compareNot();

  @Message("Only the first 200 are shown; GET /images/compare has all.")
  String compareMore();

  @Message("Compare with another image")
  String compareWith();

  @Message("Download")
  String download();
}

package io.mdis.trust.rest;

import io.mdis.contracts.Digest;
import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.alert.Incidents;
import io.mdis.trust.alert.LoggedSecrets;
import io.mdis.trust.alert.Tampering;
import io.mdis.trust.audit.AuditEntry;
import io.mdis.trust.authority.Enrolment;
import io.mdis.trust.authority.HostAccess;
import io.mdis.trust.authority.HostAccess.Caller;
import io.mdis.trust.baseline.BaselineReading;
import io.mdis.trust.history.HistoryStore;
import io.mdis.trust.key.ServiceKeys;
import io.mdis.trust.protocol.AlertReport;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.EnrolmentRequest;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.LoggedSecretsReport;
import io.mdis.trust.protocol.MeasurementReport;
import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.ProtocolProblem;
import io.mdis.trust.protocol.RenewalRequest;
import io.mdis.trust.protocol.TrustApi;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.VerifyRequest;
import io.mdis.trust.report.ReportIntake;
import io.mdis.trust.verify.Verification;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;

/** What hosts may ask. Everything but enrolment needs a certificate, and is for its host only. */
public final class AgentApi {
  private static final int MOST_HISTORY = 500;

  private final Enrolment enrolment;
  private final HostAccess access;
  private final Verification verification;
  private final ReportIntake reports;
  private final Tampering tampering;
  private final LoggedSecrets loggedSecrets;
  private final BaselineReading baselines;
  private final HistoryStore history;
  private final ServiceKeys keys;
  private final Incidents incidents;

  /** With what answers. */
  public AgentApi(
      Enrolment enrolment,
      HostAccess access,
      Verification verification,
      ReportIntake reports,
      Tampering tampering,
      LoggedSecrets loggedSecrets,
      BaselineReading baselines,
      HistoryStore history,
      ServiceKeys keys,
      Incidents incidents) {
    this.enrolment = enrolment;
    this.access = access;
    this.verification = verification;
    this.reports = reports;
    this.tampering = tampering;
    this.loggedSecrets = loggedSecrets;
    this.baselines = baselines;
    this.history = history;
    this.keys = keys;
    this.incidents = incidents;
  }

  /** Answers a request; a certificate, if any, was checked by TLS to lead to the root. */
  Answer answer(String method, String path, Optional<X509Certificate> certificate, byte[] body) {
    String subject = certificate.map(one -> one.getSubjectX500Principal().getName()).orElse("-");
    try {
      if (method.equals("POST") && path.equals(TrustApi.ENROLMENTS)) {
        return enrol(TrustJson.read(body, EnrolmentRequest.class));
      }
      Caller caller = access.admit(certificate.orElseThrow(AgentApi::noCertificate));
      return switch (method) {
        case "POST" -> post(path, caller, body);
        case "GET" -> get(path, caller.host());
        default -> Answer.problem(405, "http.405", "GET or POST");
      };
    } catch (IOException | RuntimeException e) {
      note(e, subject);
      return Failures.answer(e);
    }
  }

  private Answer post(String path, Caller caller, byte[] body) throws IOException {
    HostName host = caller.host();
    return switch (path) {
      case TrustApi.VERIFY ->
          Answer.json(verification.answer(host, TrustJson.read(body, VerifyRequest.class)));
      case TrustApi.MEASUREMENTS ->
          Answer.json(reports.take(host, TrustJson.read(body, MeasurementReport.class)));
      case TrustApi.ALERTS -> {
        tampering.reported(host, TrustJson.read(body, AlertReport.class));
        yield Answer.json(Map.of());
      }
      case TrustApi.LOGGED_SECRETS -> {
        loggedSecrets.reported(host, TrustJson.read(body, LoggedSecretsReport.class));
        yield Answer.json(Map.of());
      }
      case TrustApi.RENEWAL -> {
        RenewalRequest request = TrustJson.read(body, RenewalRequest.class);
        Enrolled next = enrolment.renew(host, caller.serial(), request);
        access.changed(host);
        yield Answer.json(next);
      }
      default -> nothing(path);
    };
  }

  private Answer get(String path, HostName host) throws IOException {
    if (path.equals(TrustApi.KEYS)) {
      return Answer.json(keys.published());
    }
    if (path.startsWith(TrustApi.BASELINES + "/")) {
      String[] parts = path.substring(TrustApi.BASELINES.length() + 1).split("/", -1);
      Digest digest = Digest.parse(parts[0]);
      if (parts.length == 1) {
        return Answer.json(baselines.of(digest, host).envelope());
      }
      if (parts.length == 4 && parts[1].equals("layers") && parts[3].equals("files")) {
        return Answer.files(baselines.files(digest, Digest.parse(parts[2]), host));
      }
    }
    if (path.startsWith(TrustApi.HOSTS + "/")) {
      String[] parts = path.substring(TrustApi.HOSTS.length() + 1).split("/", -1);
      if (!parts[0].equals(host.value())) {
        throw new TrustException(
            TrustProblem.OTHER_HOST, "host " + host + " may ask about itself only");
      }
      if (parts.length == 3 && parts[1].equals("images")) {
        return Answer.json(history.of(host, Digest.parse(parts[2]), MOST_HISTORY));
      }
    }
    return nothing(path);
  }

  private Answer enrol(EnrolmentRequest request) throws IOException {
    Enrolled enrolled = enrolment.enrol(request);
    access.changed(request.host());
    return Answer.json(enrolled);
  }

  private void note(Exception failure, String subject) {
    switch (failure) {
      // Anybody may try a token: under one name, so that nobody fills the log with tries.
      case TrustException known when known.problem() == TrustProblem.TOKEN_REFUSED ->
          incidents.refused(AuditEntry.Kind.TOKEN_REFUSED, "enrolment", known.getMessage());
      case TrustException known
          when known.problem() == TrustProblem.UNKNOWN_CALLER
              || known.problem() == TrustProblem.REVOKED
              || known.problem() == TrustProblem.OTHER_HOST ->
          incidents.refused(AuditEntry.Kind.CALLER_REFUSED, subject, known.getMessage());
      case ProtocolException known when known.problem() == ProtocolProblem.REPLAYED_NONCE ->
          incidents.refused(AuditEntry.Kind.NONCE_REPLAYED, subject, known.getMessage());
      case ProtocolException known when known.problem() == ProtocolProblem.CLOCK_SKEW ->
          incidents.refused(AuditEntry.Kind.CLOCK_SKEW, subject, known.getMessage());
      default -> {
        // Nobody need look into it.
      }
    }
  }

  private static TrustException noCertificate() {
    return new TrustException(
        TrustProblem.UNKNOWN_CALLER,
        "come with the host's certificate; a host without one enrols at " + TrustApi.ENROLMENTS);
  }

  private static Answer nothing(String path) {
    return Answer.problem(404, "http.404", "nothing is at " + path);
  }
}

package io.mdis.report.admission;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * The answer to an AdmissionReview, as admission.k8s.io/v1 writes it.
 *
 * @param apiVersion of the review
 * @param kind AdmissionReview
 * @param response what is decided
 */
public record AdmissionAnswer(String apiVersion, String kind, Response response) {
  static final String API_VERSION = "admission.k8s.io/v1";
  static final String KIND = "AdmissionReview";

  /**
   * What is decided.
   *
   * @param uid of the request
   * @param allowed whether it is let in
   * @param status why not; null when it is
   * @param warnings that the person who asks is shown; a few short ones
   * @param auditAnnotations for the cluster's audit log
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Response(
      String uid,
      @JsonInclude(JsonInclude.Include.ALWAYS) boolean allowed,
      Status status,
      List<String> warnings,
      Map<String, String> auditAnnotations) {
    /** Copies what it is given. */
    public Response {
      warnings = List.copyOf(warnings);
      auditAnnotations = Map.copyOf(auditAnnotations);
    }
  }

  /**
   * Why something is not let in.
   *
   * @param code HTTP status that the person who asks gets
   * @param message for that person
   */
  public record Status(int code, String message) {}

  static AdmissionAnswer of(Response response) {
    return new AdmissionAnswer(API_VERSION, KIND, response);
  }
}

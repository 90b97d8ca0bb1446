package io.mdis.policy;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanStatus;
import io.mdis.suppression.ImageName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides by the first policy that speaks of an image. */
public final class PolicyGate {
  /** An image may have ten thousand findings; nobody reads so many reasons. */
  private static final int MOST_LISTED = 100;

  private static final Comparator<Violation> HEAVIEST_FIRST =
      Comparator.comparing(Violation::verdict)
          .reversed()
          .thenComparing(Violation::rule)
          .thenComparing(violation -> violation.finding() == null ? "" : violation.finding())
          .thenComparing(Violation::message);

  private final List<Policy> policies;

  /**
   * Of policies in order.
   *
   * @param policies the last of which should speak of every image
   */
  public PolicyGate(List<Policy> policies) {
    this.policies = List.copyOf(policies);
  }

  /**
   * Decides about an image.
   *
   * @param environment where it is to be used; empty when not known
   */
  public PolicyDecision decide(ImageEvidence image, Optional<String> environment, Instant now) {
    return policies.stream()
        .filter(policy -> policy.speaksOf(image.names(), environment))
        .findFirst()
        .map(policy -> decide(policy, image, now))
        .orElseGet(() -> withoutPolicy(image.names()));
  }

  /** Where no policy speaks of an image nobody has said that it may be used. */
  private static PolicyDecision withoutPolicy(List<ImageName> names) {
    String which = names.stream().map(ImageName::repository).collect(Collectors.joining(", "));
    Violation violation =
        new Violation(
            "no-policy",
            Verdict.BLOCK,
            null,
            "no policy speaks of " + which + " there",
            "write a policy that speaks of it, or one without images and environments");
    return new PolicyDecision(
        Verdict.BLOCK, true, "none", List.of(violation), List.of(), List.of(violation.remedy()), 0);
  }

  private static PolicyDecision decide(Policy policy, ImageEvidence image, Instant now) {
    List<Violation> all = new ArrayList<>();
    for (String dimension : new TreeSet<>(policy.required())) {
      incomplete(dimension, image, policy.partial()).ifPresent(all::add);
    }
    policy.rules().forEach(rule -> violations(rule, policy, image, now, all));
    List<Violation> counted = new ArrayList<>();
    List<Violation> excepted = new ArrayList<>();
    for (Violation violation : all) {
      Optional<PolicyException> exception =
          policy.exceptions().stream().filter(one -> one.covers(violation, image, now)).findFirst();
      if (exception.isPresent()) {
        excepted.add(violation.exceptedBy(exception.get()));
      } else {
        counted.add(
            policy.exceptions().stream()
                .filter(one -> one.covered(violation, image, now))
                .findFirst()
                .map(violation::after)
                .orElse(violation));
      }
    }
    counted.sort(HEAVIEST_FIRST);
    excepted.sort(HEAVIEST_FIRST);
    Verdict verdict =
        counted.stream()
            .map(Violation::verdict)
            .max(Comparator.naturalOrder())
            .orElse(Verdict.ALLOW);
    return new PolicyDecision(
        verdict,
        denies(verdict, policy),
        policy.name(),
        first(counted),
        first(excepted),
        counted.stream()
            .filter(violation -> denies(violation.verdict(), policy))
            .map(Violation::remedy)
            .distinct()
            .limit(MOST_LISTED)
            .toList(),
        Math.max(0, counted.size() - MOST_LISTED) + Math.max(0, excepted.size() - MOST_LISTED));
  }

  private static boolean denies(Verdict verdict, Policy policy) {
    return switch (verdict) {
      case ALLOW, WARN -> false;
      case UNSCANNED -> policy.unscanned() == Action.BLOCK;
      case BLOCK -> true;
    };
  }

  private static void violations(
      PolicyRule rule, Policy policy, ImageEvidence image, Instant now, List<Violation> found) {
    Verdict verdict = rule.action() == Action.BLOCK ? Verdict.BLOCK : Verdict.WARN;
    switch (rule) {
      case PolicyRule.OfFindings of -> {
        for (KnownFinding known : image.findings()) {
          if (of.condition().matches(known, now)) {
            found.add(violation(of, verdict, known, of.grace().orElse(policy.grace()), now));
          }
        }
      }
      case PolicyRule.OfTrust of -> {
        for (String where : image.tampered()) {
          found.add(
              new Violation(
                  of.id(),
                  verdict,
                  null,
                  "its bytes are not those that were measured: " + where,
                  "find out who changed it, remove it from the host, pull it again, and"
                      + " acknowledge the alert"));
        }
      }
      case PolicyRule.OfBase of -> {
        Optional<ImageName> base = image.base().map(ImageName::parse);
        if (base.isEmpty()
            || of.allowed().stream().noneMatch(pattern -> pattern.matches(base.get()))) {
          found.add(
              new Violation(
                  of.id(),
                  verdict,
                  null,
                  "it is built on " + image.base().orElse("an unknown base image"),
                  "build it on a base image that is allowed: " + of.reason()));
        }
      }
      case PolicyRule.OfIncomplete of -> {
        for (String dimension : of.dimensions()) {
          incomplete(dimension, image, Verdict.UNSCANNED)
              .map(one -> new Violation(of.id(), verdict, null, one.message(), one.remedy()))
              .ifPresent(found::add);
        }
      }
    }
  }

  private static Violation violation(
      PolicyRule.OfFindings rule,
      Verdict verdict,
      KnownFinding known,
      Duration grace,
      Instant now) {
    Finding finding = known.finding();
    String where = finding.details().getOrDefault("package", finding.path());
    Violation violation =
        new Violation(
            rule.id(),
            verdict,
            finding.id(),
            finding.severity()
                + " "
                + finding.id()
                + (where == null ? "" : " in " + where)
                + ": "
                + rule.reason(),
            Remedy.of(finding));
    if (verdict == Verdict.BLOCK && known.cameLater() && known.knownSince().isPresent()) {
      Instant end = known.knownSince().get().plus(grace);
      if (end.isAfter(now)) {
        return violation.warningUntil(end);
      }
    }
    return violation;
  }

  /** Why a dimension can't be relied on, and what follows; empty when it can. */
  private static Optional<Violation> incomplete(
      String dimension, ImageEvidence image, Verdict partial) {
    DimensionState state = image.dimensions().get(dimension);
    if (state == null) {
      return Optional.of(
          new Violation(
              Policy.UNSCANNED,
              Verdict.UNSCANNED,
              null,
              dimension + " has no result",
              "have " + dimension + " scan it, and wait for the result"));
    }
    if (state.status() == ScanStatus.SUCCEEDED
        || (state.status() == ScanStatus.PARTIAL && partial == Verdict.ALLOW)) {
      return Optional.empty();
    }
    String why =
        state.reasons().stream()
            .map(ScanReason::message)
            .limit(3)
            .collect(Collectors.joining("; "));
    return Optional.of(
        new Violation(
            Policy.UNSCANNED,
            state.status() == ScanStatus.PARTIAL ? partial : Verdict.UNSCANNED,
            null,
            dimension + " " + state.status() + (why.isEmpty() ? "" : ": " + why),
            "do what " + dimension + " says, then have it scan again: " + why));
  }

  private static List<Violation> first(List<Violation> violations) {
    return violations.subList(0, Math.min(violations.size(), MOST_LISTED));
  }
}

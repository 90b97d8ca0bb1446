package io.mdis.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Runs rules over bytes in one pass: an automaton finds keywords, and patterns are tried around
 * them, in time linear in what they look at. Memory is a fixed buffer for each scan at a time. Safe
 * for use by several threads.
 */
public final class RuleScan {
  private final CompiledRules rules;
  private final RuleLimits limits;
  private final Queue<ScanPass> idle = new ConcurrentLinkedQueue<>();

  /** Compiles rules; the limits hold for each scan. */
  public RuleScan(RuleSet rules, RuleLimits limits) {
    this.rules = new CompiledRules(rules.rules());
    this.limits = limits;
  }

  /**
   * Reads a stream to its end, or until a limit for all rules is met.
   *
   * @throws IOException what the stream and the sink throw; InterruptedIOException when interrupted
   */
  public RuleOutcome scan(InputStream in, MatchSink sink) throws IOException {
    ScanPass pass = idle.poll();
    if (pass == null) {
      pass = new ScanPass(rules, limits);
    }
    RuleOutcome outcome = pass.run(in, sink);
    idle.add(pass);
    return outcome;
  }

  /** All matches in a short text, as UTF-8; the offsets are bytes of it. */
  public List<RuleMatch> matches(String text) {
    List<RuleMatch> matches = new ArrayList<>();
    try {
      scan(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), matches::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return matches;
  }
}

package io.mdis.rules;

import com.google.re2j.Matcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One scan at a time: a buffer that moves along the text, and what is known of each rule. The
 * automaton stays behind the end of what was read by the reach of the rules, so that a pattern
 * always has its whole window, and so much is kept before it.
 */
final class ScanPass {
  private static final int BUFFER = 256 << 10;
  private static final int MAX_CONTEXT = 200;

  private final CompiledRules rules;
  private final RuleLimits limits;
  private final Keywords.Hits hits = this::hit;
  private final ByteText text = new ByteText();
  private final Matcher[] matchers;
  private final int[] counts;
  private final long[] steps;

  /** Where the next match of a rule may begin: behind its last one. */
  private final long[] free;

  /** Where a rule that starts with its keyword was last tried; two of them may begin there. */
  private final long[] tried;

  /** What a rule has still to look at, in the buffer; the end is 0 when there is nothing. */
  private final int[] pendingFrom;

  private final int[] pendingTo;
  private final int[] pending;
  private int pendingCount;
  private byte[] buffer;
  private int filled;
  private long base;
  private long linesBefore;
  private int linesAt;
  private long linesUpTo;
  private long totalSteps;
  private int totalMatches;
  private boolean stopped;
  private List<RuleOutcome.Bound> bounds;
  private MatchSink sink;

  ScanPass(CompiledRules rules, RuleLimits limits) {
    this.rules = rules;
    this.limits = limits;
    int count = rules.count();
    this.matchers = new Matcher[count];
    this.counts = new int[count];
    this.steps = new long[count];
    this.free = new long[count];
    this.tried = new long[count];
    this.pendingFrom = new int[count];
    this.pendingTo = new int[count];
    this.pending = new int[count];
    this.buffer = new byte[Math.max(BUFFER, 4 * rules.reach())];
  }

  RuleOutcome run(InputStream in, MatchSink target) throws IOException {
    begin(target);
    int state = rules.keywords().start();
    int scanned = 0;
    boolean end = false;
    try {
      while (!end && !stopped) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while rules were run");
        }
        int kept = Math.max(0, scanned - rules.reach());
        shift(kept);
        scanned -= kept;
        filled += in.readNBytes(buffer, filled, buffer.length - filled);
        end = filled < buffer.length;
        int to = end ? filled : filled - rules.reach();
        state = rules.keywords().scan(buffer, scanned, to, state, hits);
        scanned = to;
        for (int i = 0; i < pendingCount; i++) {
          search(pending[i]);
        }
        pendingCount = 0;
      }
      return new RuleOutcome(base + scanned, totalMatches, bounds);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      this.sink = null;
    }
  }

  private void begin(MatchSink target) {
    this.sink = target;
    this.bounds = new ArrayList<>();
    Arrays.fill(counts, 0);
    Arrays.fill(steps, 0);
    Arrays.fill(free, 0);
    Arrays.fill(tried, -1);
    Arrays.fill(pendingTo, 0);
    pendingCount = 0;
    filled = 0;
    base = 0;
    linesBefore = 0;
    linesAt = 0;
    linesUpTo = 0;
    totalSteps = 0;
    totalMatches = 0;
    stopped = false;
  }

  private void shift(int by) {
    if (by == 0) {
      return;
    }
    linesBefore += Lines.count(buffer, 0, by);
    linesAt = 0;
    linesUpTo = 0;
    System.arraycopy(buffer, by, buffer, 0, filled - by);
    filled -= by;
    base += by;
  }

  private void hit(int word, int end) {
    int start = end - rules.wordLength(word);
    for (CompiledRules.Use use : rules.uses(word)) {
      int number = use.rule();
      boolean other = use.exact() != null && !isAt(use.exact(), start);
      if (counts[number] < 0 || stopped || other) {
        continue;
      }
      Rule rule = rules.rule(number);
      if (rule.startsWithKeyword()) {
        if (base + start >= free[number] && base + start != tried[number]) {
          tried[number] = base + start;
          tryAt(number, start, Math.min(filled, start + rule.window()));
        }
      } else {
        int from = Math.max(0, start - rule.window());
        int to = Math.min(filled, end + rule.window());
        if (pendingTo[number] > 0 && from <= pendingTo[number]) {
          pendingTo[number] = to;
        } else {
          if (pendingTo[number] > 0) {
            search(number);
          } else {
            pending[pendingCount++] = number;
          }
          pendingFrom[number] = from;
          pendingTo[number] = to;
        }
      }
    }
  }

  /** Tries a pattern at one place. */
  private void tryAt(int number, int start, int end) {
    text.show(buffer, start - 1, end);
    Matcher matcher = matcher(number);
    boolean matches = matcher.lookingAt();
    spend(number);
    if (matches) {
      found(number, matcher, start, start - 1);
    }
  }

  /** Searches what is pending of a rule. */
  private void search(int number) {
    int from = (int) Math.max(pendingFrom[number], free[number] - base);
    int to = pendingTo[number];
    pendingTo[number] = 0;
    while (from < to && counts[number] >= 0 && !stopped) {
      text.show(buffer, from - 1, to);
      Matcher matcher = matcher(number);
      boolean matches = matcher.find(1);
      spend(number);
      if (!matches) {
        return;
      }
      int origin = from - 1;
      found(number, matcher, origin + matcher.start(), origin);
      from = Math.max(from + 1, origin + matcher.end());
    }
  }

  private Matcher matcher(int number) {
    if (matchers[number] == null) {
      matchers[number] = rules.pattern(number).matcher(text);
    }
    return matchers[number].reset(text);
  }

  /** A match; group positions are relative to the origin. */
  private void found(int number, Matcher matcher, int start, int origin) {
    int end = origin + matcher.end();
    Rule rule = rules.rule(number);
    Map<String, byte[]> groups = new HashMap<>();
    rules
        .pattern(number)
        .namedGroups()
        .forEach(
            (name, group) -> {
              if (matcher.start(group) >= 0) {
                groups.put(
                    name,
                    Arrays.copyOfRange(
                        buffer, origin + matcher.start(group), origin + matcher.end(group)));
              }
            });
    RuleMatch match =
        new RuleMatch(
            rule,
            base + start,
            line(start),
            Arrays.copyOfRange(buffer, start, end),
            groups,
            before(start),
            after(end));
    free[number] = base + end;
    try {
      if (sink.accept(match)) {
        count(number);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count(int number) {
    totalMatches++;
    if (++counts[number] == limits.maxMatchesPerRule()) {
      end(number, "limit.rule-matches", limits.maxMatchesPerRule() + " matches");
    }
    if (totalMatches == limits.maxMatches()) {
      stop("limit.file-matches", limits.maxMatches() + " matches");
    }
  }

  private void spend(int number) {
    long taken = text.takeSteps();
    steps[number] += taken;
    totalSteps += taken;
    if (steps[number] > limits.maxSteps() / 4 + base && counts[number] >= 0) {
      end(number, "limit.rule-steps", steps[number] + " steps");
    }
    if (totalSteps > limits.maxSteps() + base && !stopped) {
      stop("limit.file-steps", totalSteps + " steps");
    }
  }

  private void end(int number, String code, String what) {
    counts[number] = -1;
    String id = rules.rule(number).id();
    bounds.add(
        new RuleOutcome.Bound(
            code, id, "rule " + id + " was given up after " + what + "; there may be more"));
  }

  private void stop(String code, String what) {
    stopped = true;
    bounds.add(
        new RuleOutcome.Bound(
            code, null, "the rules were given up after " + what + "; there may be more"));
  }

  private long line(int at) {
    if (at < linesAt) {
      linesAt = 0;
      linesUpTo = 0;
    }
    linesUpTo += Lines.count(buffer, linesAt, at);
    linesAt = at;
    return linesBefore + linesUpTo + 1;
  }

  private String before(int start) {
    int from = start;
    while (from > 0 && start - from < MAX_CONTEXT && buffer[from - 1] != '\n') {
      from--;
    }
    return new String(buffer, from, start - from, StandardCharsets.UTF_8);
  }

  private String after(int end) {
    int to = end;
    while (to < filled && to - end < MAX_CONTEXT && buffer[to] != '\n') {
      to++;
    }
    return new String(buffer, end, to - end, StandardCharsets.UTF_8);
  }

  private boolean isAt(byte[] word, int start) {
    return Arrays.equals(buffer, start, start + word.length, word, 0, word.length);
  }
}

package io.mdis.rules;

import com.google.re2j.Matcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One scan at a time. The automaton stays behind the end of what was read by the reach of the
 * rules, so that a pattern always has its whole window, and the text window keeps as much before
 * it.
 */
final class ScanPass {
  private final CompiledRules rules;
  private final Keywords.Hits hits = this::hit;
  private final ByteText text = new ByteText();
  private final TextWindow window;
  private final Spending spending;
  private final Matcher[] matchers;

  /** Where the next match of a rule may begin: behind its last one. */
  private final long[] free;

  /** Where a rule that starts with its keyword was last tried; two of them may begin there. */
  private final long[] tried;

  /** What a rule has still to look at, in the window; the end is 0 when there is nothing. */
  private final int[] pendingFrom;

  private final int[] pendingTo;
  private final int[] pending;
  private int pendingCount;
  private MatchSink sink;

  ScanPass(CompiledRules rules, RuleLimits limits) {
    this.rules = rules;
    this.window = new TextWindow(rules.reach());
    this.spending = new Spending(rules, limits);
    int count = rules.count();
    this.matchers = new Matcher[count];
    this.free = new long[count];
    this.tried = new long[count];
    this.pendingFrom = new int[count];
    this.pendingTo = new int[count];
    this.pending = new int[count];
  }

  RuleOutcome run(InputStream in, MatchSink target) throws IOException {
    begin(target);
    int state = rules.keywords().start();
    int scanned = 0;
    boolean end = false;
    try {
      while (!end && !spending.isStopped()) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while rules were run");
        }
        scanned = window.advance(scanned, in);
        end = window.isLast();
        state = rules.keywords().scan(window.bytes(), scanned, window.complete(), state, hits);
        scanned = window.complete();
        for (int i = 0; i < pendingCount; i++) {
          search(pending[i]);
        }
        pendingCount = 0;
      }
      window.rethrow();
      return new RuleOutcome(window.offset(scanned), spending.matches(), spending.bounds());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      this.sink = null;
    }
  }

  private void begin(MatchSink target) {
    this.sink = target;
    window.begin();
    spending.begin();
    Arrays.fill(free, 0);
    Arrays.fill(tried, -1);
    Arrays.fill(pendingTo, 0);
    pendingCount = 0;
  }

  private void hit(int word, int end) {
    int start = end - rules.wordLength(word);
    for (CompiledRules.Use use : rules.uses(word)) {
      int number = use.rule();
      boolean other = use.exact() != null && !isAt(use.exact(), start);
      if (other || spending.isOver(number)) {
        continue;
      }
      Rule rule = rules.rule(number);
      if (!rule.startsWithKeyword()) {
        wait(number, start - rule.window(), end + rule.window());
        continue;
      }
      long offset = window.offset(start);
      if (offset >= free[number] && offset != tried[number]) {
        tried[number] = offset;
        tryAt(number, start, Math.min(window.filled(), start + rule.window()));
      }
    }
  }

  /** Has a rule search some bytes later, together with those that overlap. */
  private void wait(int number, int begin, int end) {
    int from = Math.max(0, begin);
    int to = Math.min(window.filled(), end);
    if (pendingTo[number] > 0 && from <= pendingTo[number]) {
      pendingTo[number] = to;
      return;
    }
    if (pendingTo[number] > 0) {
      search(number);
    } else {
      pending[pendingCount++] = number;
    }
    pendingFrom[number] = from;
    pendingTo[number] = to;
  }

  /** Tries a pattern at one place. */
  private void tryAt(int number, int start, int end) {
    Matcher matcher = matcher(number, start - 1, end);
    boolean matches = matcher.lookingAt();
    spend(number);
    if (matches) {
      found(number, matcher, start, start - 1);
    }
  }

  /** Searches what is pending of a rule. */
  private void search(int number) {
    int from = (int) Math.max(pendingFrom[number], free[number] - window.offset(0));
    int to = pendingTo[number];
    pendingTo[number] = 0;
    while (from < to && !spending.isOver(number)) {
      Matcher matcher = matcher(number, from - 1, to);
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

  private Matcher matcher(int number, int from, int to) {
    text.show(window.bytes(), from, to);
    if (matchers[number] == null) {
      matchers[number] = rules.pattern(number).matcher(text);
    }
    return matchers[number].reset(text);
  }

  private void spend(int number) {
    spending.steps(number, text.takeSteps(), window.offset(0));
  }

  /** A match; group positions are relative to the origin. */
  private void found(int number, Matcher matcher, int start, int origin) {
    int end = origin + matcher.end();
    RuleMatch match =
        new RuleMatch(
            rules.rule(number),
            window.offset(start),
            window.line(start),
            Arrays.copyOfRange(window.bytes(), start, end),
            groups(number, matcher, origin),
            window.before(start),
            window.after(end));
    free[number] = window.offset(end);
    try {
      if (sink.accept(match)) {
        spending.match(number);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, byte[]> groups(int number, Matcher matcher, int origin) {
    Map<String, byte[]> groups = new HashMap<>();
    rules
        .pattern(number)
        .namedGroups()
        .forEach(
            (name, group) -> {
              int start = matcher.start(group);
              if (start >= 0) {
                groups.put(
                    name,
                    Arrays.copyOfRange(
                        window.bytes(), origin + start, origin + matcher.end(group)));
              }
            });
    return groups;
  }

  private boolean isAt(byte[] word, int start) {
    return Arrays.equals(window.bytes(), start, start + word.length, word, 0, word.length);
  }
}

package io.mdis.secret.detect;

import io.mdis.rules.Keywords;
import io.mdis.rules.LineCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * One file at a time: a buffer that moves along the text, an automaton that finds keywords in it,
 * and what is tried where it stops. The automaton stays behind what was read by the farthest that a
 * rule may look, and as much is kept before it. All memory is allocated once.
 */
final class SecretPass {
  private static final int BUFFER = 512 << 10;
  private static final int REACH = 17 << 10;
  private static final int WHOLE = 64 << 10;

  /**
   * Bytes that patterns may look at for a file: what only looks like a match costs seconds else.
   */
  private static final long MAX_PATTERN_BYTES = 24L << 20;

  private static final int MAX_ENCODED = 8 << 10;

  private final SecretRules rules;
  private final Keywords.Hits hits = this::hit;
  private final Keywords.Hits named = this::nameHit;
  private final Assignment assignment = new Assignment();
  private final BitSet nameRules = new BitSet();
  private final byte[] buffer;
  private final LineCounter lines;
  private final long[] free;

  /** Whether a rule is for the file: 0 not known yet, 1 yes, -1 no. */
  private final byte[] wanted;

  private final boolean nested;
  private SecretPass inner;
  private SecretSource source;
  private Findings findings;
  private Candidates candidates;
  private String encoding;
  private int filled;
  private long base;
  private long nameDone;
  private long decodedTo;
  private long patternBytes;

  SecretPass(SecretRules rules) {
    this(rules, BUFFER, false);
  }

  private SecretPass(SecretRules rules, int size, boolean nested) {
    this.rules = rules;
    this.buffer = new byte[size];
    this.lines = new LineCounter(buffer);
    this.free = new long[rules.all().size()];
    this.wanted = new byte[rules.all().size()];
    this.nested = nested;
  }

  /** Looks through a stream; throws InterruptedIOException when interrupted. */
  FileSecrets run(InputStream in, SecretSource from, SecretHash hash) throws IOException {
    begin(from, new Findings(hash));
    try {
      pass(in);
      return findings.toFile();
    } finally {
      findings = null;
      candidates = null;
    }
  }

  private void pass(InputStream in) throws IOException {
    int state = rules.keywords().start();
    int scanned = 0;
    boolean end = false;
    while (!end) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while looking for secrets");
      }
      int kept = Math.max(0, scanned - REACH);
      shift(kept);
      scanned -= kept;
      filled += in.readNBytes(buffer, filled, buffer.length - filled);
      end = filled < buffer.length;
      if (base == 0) {
        wholeFile(end);
      }
      int to = end ? filled : filled - REACH;
      state = rules.keywords().scan(buffer, scanned, to, state, hits);
      scanned = to;
    }
  }

  private void begin(SecretSource from, Findings target) {
    source = from;
    findings = target;
    candidates = new Candidates(from, target);
    encoding = null;
    Arrays.fill(free, 0);
    Arrays.fill(wanted, (byte) 0);
    filled = 0;
    base = 0;
    lines.begin(0);
    nameDone = 0;
    decodedTo = 0;
    patternBytes = 0;
  }

  private void shift(int by) {
    if (by == 0) {
      return;
    }
    lines.shift(by);
    System.arraycopy(buffer, by, buffer, 0, filled - by);
    filled -= by;
    base += by;
  }

  /** Rules that a path alone calls for. */
  private void wholeFile(boolean complete) {
    if (!complete || filled > WHOLE || nested) {
      return;
    }
    for (SecretRule rule : rules.wholeFileRules()) {
      if (rule.isFor(source.path())) {
        candidates.search(rule, place(0, filled), 0, filled);
      }
    }
  }

  private void hit(int word, int end) {
    int start = end - rules.word(word).length;
    if (rules.alignment(word) >= 0) {
      encoded(word, start, end);
      return;
    }
    for (SecretRules.Use use : rules.uses(word)) {
      if (use.exact() != null && !isAt(use.exact(), start)) {
        continue;
      }
      if (use.rule().assignment()) {
        if (base + start >= nameDone) {
          name(start, end);
        }
      } else if (base + start >= free[use.number()]
          && use.rule().gate().opens(buffer, filled, start, end)
          && isWanted(use)) {
        text(use, start, end);
      }
    }
  }

  private boolean isWanted(SecretRules.Use use) {
    byte known = wanted[use.number()];
    if (known == 0) {
      SecretRule rule = use.rule();
      known = (byte) (candidates.concerns(rule) && rule.isFor(source.path()) ? 1 : -1);
      wanted[use.number()] = known;
    }
    return known > 0;
  }

  private void text(SecretRules.Use use, int start, int end) {
    SecretRule rule = use.rule();
    int from = lineStart(Math.max(0, start - rule.before()), start, rule.lines());
    int to = lineEnd(end, Math.min(filled, end + rule.after()), rule.lines());
    if (!spend(to - from)) {
      return;
    }
    int last = candidates.search(rule, place(from, to), from, to);
    if (last >= 0) {
      free[use.number()] = base + last;
    }
  }

  /** Reads the assignment to the name that a keyword is a part of, once. */
  private void name(int start, int end) {
    nameDone = base + end;
    if (source.binary() || isQuiet() || !assignment.read(buffer, 0, filled, start, end)) {
      return;
    }
    nameDone = base + Math.max(end, assignment.nameEnd());
    int length = assignment.valueEnd() - assignment.valueStart();
    if (!spend(length) || length < 3 || !assignment.isLiteral(source.kind().text())) {
      return;
    }
    nameRules.clear();
    rules
        .keywords()
        .scan(
            buffer, assignment.nameBegin(), assignment.nameEnd(), rules.keywords().start(), named);
    if (nameRules.isEmpty()) {
      return;
    }
    String value = assignment.value();
    String name = Assignment.normalised(assignment.name());
    Candidates.Place place = place(assignment.nameBegin(), filled);
    boolean specific = false;
    for (int i = nameRules.nextSetBit(0); i >= 0; i = nameRules.nextSetBit(i + 1)) {
      SecretRule rule = rules.all().get(i);
      if ((specific && rule.generic()) || !rule.isFor(source.path())) {
        continue;
      }
      specific |= candidates.assigned(rule, assignment, name, value, place) && !rule.generic();
    }
  }

  /** Places where an assignment is never taken for one that is in use. */
  private boolean isQuiet() {
    return source.kind().remote()
        || switch (source.kind().text()) {
          case LOCK, LOCALE, PROSE -> true;
          default -> false;
        };
  }

  private void nameHit(int word, int end) {
    if (rules.alignment(word) < 0) {
      for (SecretRules.Use use : rules.uses(word)) {
        if (use.rule().assignment()) {
          nameRules.set(use.number());
        }
      }
    }
  }

  /** Looks once into base64 in which a keyword was recognised. */
  private void encoded(int word, int start, int end) {
    if (nested || source.binary() || base + start < decodedTo || !isAt(rules.word(word), start)) {
      return;
    }
    int from = start;
    int first = Math.max(0, start - MAX_ENCODED);
    while (from > first && Encodings.isBase64(buffer[from - 1])) {
      from--;
    }
    int to = end;
    int last = Math.min(filled, end + MAX_ENCODED);
    while (to < last && Encodings.isBase64(buffer[to])) {
      to++;
    }
    decodedTo = base + to;
    // The word tells where groups of four begin.
    from += Math.floorMod(start - rules.alignment(word) - from, 4);
    if (to - from < 12 || !spend(to - from)) {
      return;
    }
    byte[] decoded = Encodings.base64(buffer, from, to);
    if (decoded == null || !isText(decoded)) {
      return;
    }
    if (inner == null) {
      inner = new SecretPass(rules, 4 * MAX_ENCODED, true);
    }
    inner.begin(source, findings);
    inner.encoding = "base64";
    inner.lines.begin(lines.line(start));
    System.arraycopy(decoded, 0, inner.buffer, 0, decoded.length);
    inner.filled = decoded.length;
    // Places of its own, apart from those of the file and of other decoded texts.
    inner.base = -((base + from + 1) << 15);
    Arrays.fill(inner.free, Long.MIN_VALUE);
    inner.nameDone = Long.MIN_VALUE;
    rules.keywords().scan(inner.buffer, 0, inner.filled, rules.keywords().start(), inner.hits);
    patternBytes += inner.patternBytes;
  }

  private static boolean isText(byte[] bytes) {
    int odd = 0;
    for (byte b : bytes) {
      odd += b < ' ' && b != '\n' && b != '\r' && b != '\t' ? 1 : 0;
    }
    return odd * 20 <= bytes.length;
  }

  private boolean spend(int bytes) {
    if (findings.isFull()) {
      findings.bound("limit.findings");
      return false;
    }
    patternBytes += bytes;
    if (patternBytes > MAX_PATTERN_BYTES) {
      findings.bound("limit.pattern-bytes");
      return false;
    }
    return true;
  }

  private Candidates.Place place(int from, int to) {
    return new Candidates.Place(buffer, from, to, base, lines, encoding);
  }

  private int lineStart(int first, int start, int count) {
    int at = start;
    int feeds = 0;
    while (at > first) {
      if (buffer[at - 1] == '\n' && ++feeds >= count) {
        break;
      }
      at--;
    }
    return at;
  }

  private int lineEnd(int end, int last, int count) {
    int at = end;
    int feeds = 0;
    while (at < last) {
      if (buffer[at] == '\n' && ++feeds >= count) {
        break;
      }
      at++;
    }
    return at;
  }

  private boolean isAt(byte[] word, int start) {
    return Arrays.equals(buffer, start, start + word.length, word, 0, word.length);
  }
}

package io.mdis.secret.corpus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Labelled texts: credentials in the notations that people use, and what only looks like one. Made
 * from shapes, the same for a seed; nothing here knows the rules' patterns.
 */
public final class Corpus {
  private static final List<String> WORDS =
      List.of(
          "alpha", "orders", "billing", "login", "user", "payment", "mailer", "worker", "search",
          "report", "gateway", "cart", "stock", "image", "session", "catalog", "invoice", "proxy",
          "audit", "notify");
  private static final List<String> FAMILIES =
      List.of("source", "services", "cloud", "china", "databases", "keys", "tokens", "names");

  /** Where what is near a credential stands. */
  private static final List<String> NEAR = List.of("etc/app/shop.conf", "srv/app/src/shop.js");

  /** How people leave a credential out, by its length. */
  private static final List<UnaryOperator<String>> MASKS =
      List.of(
          length -> "x".repeat(number(length)),
          length -> "*".repeat(number(length)),
          _ -> "...",
          _ -> "${TOKEN}");

  private static final List<UnaryOperator<String>> NO_MASKS = List.of();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Shapes shapes;

  /** A corpus of a seed. */
  public Corpus(long seed) {
    this.shapes = new Shapes(seed);
  }

  /**
   * A labelled text.
   *
   * @param name for the list of misses
   * @param path of the file
   * @param text of it
   * @param value that must be found; null when nothing must be
   * @param rule whose finding it should be
   */
  public record Sample(String name, String path, String text, String value, String rule) {}

  private record Context(String id, String path, String text, boolean xml, String encode) {}

  private record Contexts(List<Context> named, List<Context> bare) {}

  private record Family(
      String rule,
      String value,
      List<String> names,
      List<String> contexts,
      String path,
      String text,
      boolean trim,
      List<String> near) {

    private Family {
      near = near == null ? List.of() : near;
    }

    private Family masked(UnaryOperator<String> mask) {
      String shown = text == null ? null : Shapes.mask(text, mask);
      return new Family(rule, Shapes.mask(value, mask), names, contexts, path, shown, trim, near);
    }
  }

  private record Families(List<Family> families) {}

  private record Text(int times, String path, String text) {}

  private record Texts(List<Text> texts) {}

  /** Texts with a credential each. */
  public List<Sample> positives() {
    Contexts contexts = read("contexts.yaml", Contexts.class);
    List<Sample> samples = new ArrayList<>();
    int turn = 0;
    for (Family family : families()) {
      if (family.text() != null) {
        for (int i = 0; i < 3; i++) {
          samples.add(whole(family, i));
        }
      } else if (family.names() == null) {
        for (Context context : contexts.bare()) {
          samples.add(sample(family, "", context));
        }
        for (int i = 0; i < 3; i++) {
          Context context = contexts.named().get(turn++ % contexts.named().size());
          samples.add(sample(family, "SHOP_TOKEN", context));
        }
      } else {
        for (String name : family.names()) {
          // Each name in a third of the notations, another third for the next one.
          for (int i = 0; i < contexts.named().size(); i += 3) {
            Context context = contexts.named().get((i + turn) % contexts.named().size());
            if (family.contexts() == null || family.contexts().contains(context.id())) {
              samples.add(sample(family, name, context));
            }
          }
          turn++;
        }
      }
    }
    return samples;
  }

  private static List<Family> families() {
    return FAMILIES.stream()
        .flatMap(name -> read("families/" + name + ".yaml", Families.class).families().stream())
        .toList();
  }

  /** Texts with none. */
  public List<Sample> negatives() {
    List<Sample> samples = new ArrayList<>(near());
    int turn = 0;
    for (Text text : read("negatives.yaml", Texts.class).texts()) {
      for (int i = 0; i < text.times(); i++) {
        String word = WORDS.get(turn++ % WORDS.size());
        String path = text.path().replace("{w}", word);
        String written = shapes.write(text.text().replace("{w}", word));
        samples.add(new Sample(path + " #" + i, path, written, null, null));
      }
    }
    return samples;
  }

  /** For each credential what its maker's pages show beside it, and itself masked in four ways. */
  private List<Sample> near() {
    Contexts contexts = read("contexts.yaml", Contexts.class);
    List<Sample> samples = new ArrayList<>();
    int turn = 0;
    for (Family family : families()) {
      for (String near : family.near()) {
        for (String path : NEAR) {
          String name = "near " + family.rule() + " in " + path;
          samples.add(new Sample(name, path, shapes.write(near) + "\n", null, null));
        }
      }
      for (UnaryOperator<String> mask : family.value().indexOf('<') < 0 ? NO_MASKS : MASKS) {
        Context context = contexts.named().get(turn++ % contexts.named().size());
        Family other = family.masked(mask);
        Sample sample =
            family.text() != null
                ? whole(other, turn)
                : sample(
                    other,
                    family.names() == null ? "SHOP_TOKEN" : family.names().getFirst(),
                    context);
        samples.add(
            new Sample("masked " + sample.name(), sample.path(), sample.text(), null, null));
      }
    }
    return samples;
  }

  private Sample whole(Family family, int number) {
    String value = shapes.write(family.value());
    String text = shapes.write(family.text()).replace("{value}", value);
    String wanted = family.trim() ? value.strip() : value;
    return new Sample(
        family.rule() + " in " + family.path() + " #" + number,
        family.path(),
        text,
        wanted,
        family.rule());
  }

  private Sample sample(Family family, String name, Context context) {
    String value = shapes.write(family.value());
    String shown = context.xml() ? value.replace("&", "").replace("<", "") : value;
    String text = fill(context.text(), name, shown);
    if (context.encode() != null) {
      String encoded =
          Base64.getEncoder()
              .encodeToString(fill(context.encode(), name, shown).getBytes(StandardCharsets.UTF_8));
      text = text.replace("{base64}", encoded);
    }
    return new Sample(
        family.rule() + " " + name + " as " + context.id(),
        context.path(),
        text,
        shown,
        family.rule());
  }

  private static String fill(String text, String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    return text.replace("{name}", name)
        .replace("{lower}", lower)
        .replace("{dotted}", lower.replace('_', '.'))
        .replace("{dashed}", lower.replace('_', '-'))
        .replace("{camel}", camel(lower))
        .replace("{value}", value);
  }

  private static int number(String length) {
    return length != null && length.chars().allMatch(Character::isDigit)
        ? Integer.parseInt(length)
        : 8;
  }

  private static String camel(String lower) {
    StringBuilder text = new StringBuilder();
    for (String word : lower.split("_")) {
      text.append(
          text.isEmpty() || word.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return text.toString();
  }

  private static <T> T read(String name, Class<T> type) {
    try (InputStream in = Corpus.class.getResourceAsStream(name)) {
      return YAML.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.mdis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/reference/configuration.md has a row for each key with its default, and no other. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/configuration.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(mdis\\.[^`]+)` \\|([^|]*)\\|", Pattern.MULTILINE);

  @Test
  void thePageHasEveryKeyWithItsDefault() throws IOException {
    Map<String, String> keys = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mdis")) {
      if (type.isAnnotatedWith(ConfigMapping.class)) {
        Class<?> mapping = type.reflect();
        collect(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, keys);
      }
    }
    Map<String, String> told = new TreeMap<>();
    ROW.matcher(Files.readString(PAGE))
        .results()
        .forEach(row -> told.put(row.group(1), row.group(2).strip()));
    told.remove("mdis.database"); // No mapping: every service reads this one by its name.
    assertThat(told.keySet()).isEqualTo(keys.keySet());
    keys.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            assertThat(told.get(key)).as(key).isEqualTo("`" + value + "`");
          }
        });
  }

  private static void collect(String prefix, Class<?> mapping, Map<String, String> keys) {
    for (Method method : mapping.getDeclaredMethods()) {
      if (Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      String key =
          method.isAnnotationPresent(WithParentName.class)
              ? prefix
              : prefix + "." + kebab(method.getName());
      Type type = method.getGenericReturnType();
      if (type instanceof ParameterizedType generic) {
        Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
        if (last instanceof Class<?> item && isGroup(item)) {
          collect(key + step(generic.getRawType()), item, keys);
          continue;
        }
      } else if (type instanceof Class<?> group && isGroup(group)) {
        collect(key, group, keys);
        continue;
      }
      WithDefault value = method.getAnnotation(WithDefault.class);
      keys.put(key, value == null ? "" : value.value());
    }
  }

  private static String step(Type container) {
    return container == List.class ? "[n]" : container == Optional.class ? "" : ".NAME";
  }

  private static boolean isGroup(Class<?> type) {
    return type.isInterface() && type.getName().startsWith("io.mdis");
  }

  private static String kebab(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}

package io.mdis.standalone;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One method of HTTP at one path, as the classes of all services declare it.
 *
 * @param method of HTTP
 * @param path with its parameters in braces
 * @param roles that may call it; empty when it checks its caller itself
 * @param declared whether it says anything at all of who may
 * @param where class and method, for a person
 */
public record Endpoint(
    String method, String path, Set<String> roles, boolean declared, String where) {
  private static final List<Class<? extends Annotation>> METHODS =
      List.of(GET.class, POST.class, PUT.class, DELETE.class, PATCH.class, HEAD.class);

  /** Every one, in the order of the paths. */
  public static List<Endpoint> all() {
    List<Endpoint> all = new ArrayList<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mdis")) {
      if (type.isAnnotatedWith(Path.class)) {
        for (JavaMethod method : type.getMethods()) {
          METHODS.stream()
              .filter(method::isAnnotatedWith)
              .forEach(verb -> all.add(of(verb, method.reflect())));
        }
      }
    }
    return all.stream().sorted(java.util.Comparator.comparing(Endpoint::toString)).toList();
  }

  /** Whether it checks its caller itself. */
  public boolean open() {
    return declared && roles.isEmpty();
  }

  /** A path that can be called: parameters have a value that nothing is called by. */
  public String example() {
    return path.replaceAll("\\{[^{}]*(\\{[^}]*}[^}]*)?}", "x");
  }

  private static Endpoint of(Class<? extends Annotation> verb, Method method) {
    Class<?> type = method.getDeclaringClass();
    String path = (path(type) + "/" + path(method)).replaceAll("/+", "/").replaceAll("(.)/$", "$1");
    AnnotatedElement says =
        Stream.of(method, type).filter(Endpoint::declares).findFirst().orElse(method);
    RolesAllowed roles = says.getAnnotation(RolesAllowed.class);
    return new Endpoint(
        verb.getSimpleName(),
        path,
        roles == null ? Set.of() : Set.of(roles.value()),
        declares(says),
        type.getSimpleName() + "." + method.getName());
  }

  private static boolean declares(AnnotatedElement element) {
    return element.isAnnotationPresent(RolesAllowed.class)
        || element.isAnnotationPresent(PermitAll.class);
  }

  private static String path(AnnotatedElement element) {
    Path path = element.getAnnotation(Path.class);
    return path == null ? "" : path.value();
  }

  @Override
  public String toString() {
    return path + " " + method;
  }
}

package io.mdis.messaging.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanResultMessage;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a message's JSON looks like: the type of each member by its path. */
final class MessageShape {
  /** Every message of {@link io.mdis.contracts.Topics}. */
  static final List<Class<? extends Record>> MESSAGES =
      List.of(ImageEvent.class, ImageMessage.class, ScanResultMessage.class, AlertMessage.class);

  private final SortedMap<String, String> members = new TreeMap<>();

  private MessageShape() {}

  static SortedMap<String, String> of(Class<? extends Record> message) {
    MessageShape shape = new MessageShape();
    shape.members("", message);
    return shape.members;
  }

  private void members(String path, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      add(path + component.getName(), component.getGenericType());
    }
  }

  private void add(String path, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (Collection.class.isAssignableFrom((Class<?>) generic.getRawType())) {
        add(path + "[]", arguments[0]);
      } else if (Map.class.isAssignableFrom((Class<?>) generic.getRawType())) {
        add(path + "{name}", arguments[0]);
        add(path + "{}", arguments[1]);
      } else {
        throw new IllegalStateException(path + ": what is a " + generic + " in JSON?");
      }
      return;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      members.put(path, "one of " + Arrays.toString(plain.getEnumConstants()));
    } else if (isText(plain)) {
      members.put(path, "text");
    } else if (plain == int.class || plain == long.class || Number.class.isAssignableFrom(plain)) {
      members.put(path, "number");
    } else if (plain == boolean.class || plain == Boolean.class) {
      members.put(path, "true or false");
    } else if (plain.isRecord()) {
      members(path + ".", plain);
    } else {
      throw new IllegalStateException(path + ": what is a " + plain + " in JSON?");
    }
  }

  private static boolean isText(Class<?> type) {
    return type == String.class
        || type == Instant.class
        || Arrays.stream(type.getMethods()).anyMatch(MessageShape::isTextValue);
  }

  private static boolean isTextValue(Method method) {
    return method.isAnnotationPresent(JsonValue.class) && method.getReturnType() == String.class;
  }
}

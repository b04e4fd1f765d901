package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** The names of message records on the wire. */
final class WireNames {

  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          JsonTypeName named = type.getAnnotation(JsonTypeName.class);
          return named != null ? named.value() : snakeCase(type.getSimpleName());
        }
      };

  private WireNames() {}

  static String of(Class<?> type) {
    return NAMES.get(type);
  }

  private static String snakeCase(String name) {
    StringBuilder snake = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }
}

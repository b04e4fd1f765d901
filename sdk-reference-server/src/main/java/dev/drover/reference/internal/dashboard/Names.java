package dev.drover.reference.internal.dashboard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Constants as they are written in JSON: in small letters. */
final class Names {

  private Names() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Names::of).toList();
  }

  /**
   * The constant of a name.
   *
   * @throws IllegalArgumentException if there is none; it lists those that there are
   */
  static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of %s".formatted(name, String.join(", ", all(type)))));
  }
}

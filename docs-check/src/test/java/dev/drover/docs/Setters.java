package dev.drover.docs;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What options of a kind offer.
 *
 * @param defaults options as they are at first
 */
record Setters(Object defaults) {

  /** The names of all methods that give a changed copy. */
  Set<String> names() {
    return Arrays.stream(defaults.getClass().getMethods())
        .filter(method -> method.getReturnType() == defaults.getClass())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The default as documents write it.
   *
   * @param setter the method that changes it
   * @return empty where it is neither a time nor a number nor a choice
   */
  Optional<String> defaultOf(String setter) throws ReflectiveOperationException {
    String name = setter.replaceFirst("^with(?=[A-Z])", "");
    String getter = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    for (Method method : defaults.getClass().getMethods()) {
      if (method.getName().equals(getter) && method.getParameterCount() == 0) {
        return written(method.invoke(defaults));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> written(Object value) {
    if (value instanceof Duration time) {
      long seconds = time.toSeconds();
      boolean minutes = seconds > 60 && seconds % 60 == 0;
      return Optional.of(minutes ? time.toMinutes() + " min" : seconds + " s");
    } else if (value instanceof Integer number) {
      boolean mebibytes = number > 0 && number % (1 << 20) == 0;
      return Optional.of(
          mebibytes ? (number >> 20) + " MiB" : String.format(Locale.ROOT, "%,d", number));
    } else if (value instanceof Boolean choice) {
      return Optional.of(choice ? "yes" : "no");
    }
    return Optional.empty();
  }
}

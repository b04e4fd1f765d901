package dev.drover.testing;

import dev.drover.DroverException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where settings stand outside the tests' code; the first place that has one decides. */
final class Configuration {

  private static final String FILE = "drover.properties";

  private final Function<String, @Nullable String> systemProperties;
  private final Function<String, @Nullable String> environment;
  private final Function<String, @Nullable String> file;

  Configuration(
      Function<String, @Nullable String> systemProperties,
      Function<String, @Nullable String> environment,
      Function<String, @Nullable String> file) {
    this.systemProperties = systemProperties;
    this.environment = environment;
    this.file = file;
  }

  static Configuration ofThisJvm() {
    return new Configuration(System::getProperty, System::getenv, read()::getProperty);
  }

  /**
   * Looks a setting up.
   *
   * @param name {@code hub} or {@code token}
   */
  Optional<Setting> find(String name) {
    String property = "drover." + name;
    String variable = "DROVER_" + name.toUpperCase(Locale.ROOT);
    return Stream.of(
            Setting.of(systemProperties.apply(property), "system property " + property),
            Setting.of(environment.apply(variable), "environment variable " + variable),
            Setting.of(file.apply(name), name + " in " + FILE))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Properties read() {
    Properties properties = new Properties();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ClassLoader own = Configuration.class.getClassLoader();
    try (InputStream in = (loader == null ? own : loader).getResourceAsStream(FILE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new DroverException(FILE + " on the class path cannot be read: " + e, e);
    }
    return properties;
  }

  /** A value, and where it was found. The value may be secret: it is not for messages. */
  record Setting(String value, String source) {

    /** Blank counts as unset: that is how a CI job passes on a variable that it does not have. */
    static Optional<Setting> of(@Nullable String value, String source) {
      return value == null || value.isBlank()
          ? Optional.empty()
          : Optional.of(new Setting(value.strip(), source));
    }
  }
}

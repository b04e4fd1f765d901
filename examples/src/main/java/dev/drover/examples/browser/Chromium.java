package dev.drover.examples.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The system's browser and its driver. */
final class Chromium {

  static final String HOW_TO_INSTALL =
      "there is no chromium with chromedriver on the PATH; on Debian: "
          + "apt-get install chromium chromium-driver";

  // Selenium warns that it has no classes for this version of CDP; none are needed.
  private static final Logger VERSIONS =
      Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

  static {
    VERSIONS.setLevel(Level.SEVERE);
  }

  private Chromium() {}

  static boolean isInstalled() {
    return find("chromium", "chromium-browser", "google-chrome").isPresent()
        && find("chromedriver").isPresent();
  }

  static Path browser() {
    return find("chromium", "chromium-browser", "google-chrome").orElseThrow(Chromium::missing);
  }

  static Path driver() {
    return find("chromedriver").orElseThrow(Chromium::missing);
  }

  private static IllegalStateException missing() {
    return new IllegalStateException(HOW_TO_INSTALL);
  }

  private static Optional<Path> find(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

package dev.drover.internal.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The messages of the documents, as they stand there, one file each. */
final class GoldenFrames {

  private GoldenFrames() {}

  static byte[] read(String name) {
    try {
      return Files.readAllBytes(folder().resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all, such as {@code drover.v1/attach}. */
  static Stream<String> names() throws IOException {
    Path folder = folder();
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .map(file -> folder.relativize(file).toString())
          .map(name -> name.replace('\\', '/').replace(".json", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Path folder() {
    try {
      return Path.of(Objects.requireNonNull(GoldenFrames.class.getResource("/wire/hub")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.drover.internal.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** The messages of one of the documents, as they stand there, one file each. */
record GoldenFrames(String protocol) {

  static final GoldenFrames HUB = new GoldenFrames("hub");
  static final GoldenFrames BACKEND = new GoldenFrames("vm-agent");
  static final GoldenFrames EXECUTION = new GoldenFrames("execution-monitoring");
  static final GoldenFrames RUNNER = new GoldenFrames("runner");

  byte[] read(String name) {
    try {
      return Files.readAllBytes(folder().resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all, such as {@code drover.v1/attach}. */
  Stream<String> names() throws IOException {
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

  private Path folder() {
    try {
      return Path.of(
          Objects.requireNonNull(GoldenFrames.class.getResource("/wire/" + protocol)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

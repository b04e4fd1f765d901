package dev.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The main sources of all modules: short files without loose ends. */
class SourceFilesTest {

  private static final int LONG = 250;
  private static final int NEVER = 500;
  private static final int USUAL = 90;

  /** Longer than is good, each with its reason. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "ClientOptions.java",
          "one documented setter and getter for each option, and nothing else",
          "ServerOptions.java",
          "one documented setter and getter for each option, and nothing else",
          "WebSocketTransport.java",
          "one thread's way through a connection's life, which is clearer in one piece",
          "Session.java",
          "the one place that changes the state of a connection, under one lock",
          "PendingRequests.java",
          "all the ways in which a request ends, together with the table they empty",
          "CommandStream.java",
          "the order of one command's messages, under one lock");

  @Test
  void filesAreShort() throws IOException {
    Map<String, Long> tooLong = new TreeMap<>();
    for (Path file : mainSources()) {
      long lines = lines(file);
      long most = EXCEPTIONS.containsKey(name(file)) ? NEVER : LONG;
      if (lines > most) {
        tooLong.put(file.toString(), lines);
      }
    }

    assertThat(tooLong)
        .as("files over %d lines; cut them, never to go over %d", LONG, NEVER)
        .isEmpty();
  }

  @Test
  void exceptionsAreNeeded() throws IOException {
    List<String> notNeeded = new ArrayList<>();
    for (Path file : mainSources()) {
      if (EXCEPTIONS.containsKey(name(file)) && lines(file) <= LONG) {
        notNeeded.add(name(file));
      }
    }

    assertThat(notNeeded).as("exceptions for files that have become short; drop them").isEmpty();
  }

  @Test
  void mostFilesAreShorterStill() throws IOException {
    List<Long> lengths = new ArrayList<>();
    for (Path file : mainSources()) {
      lengths.add(lines(file));
    }
    lengths.sort(null);

    assertThat(lengths.get(lengths.size() / 2)).as("median of lines").isLessThan(USUAL);
  }

  @Test
  void nothingIsLeftToDo() throws IOException {
    for (Path file : mainSources()) {
      assertThat(file).content().doesNotContain("TO" + "DO", "FIX" + "ME");
    }
  }

  private static List<Path> mainSources() throws IOException {
    Path project = Path.of("..").toAbsolutePath().normalize();
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(project)) {
      for (Path module :
          modules.map(m -> m.resolve("src/main")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> files = Files.walk(module)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    assertThat(sources).hasSizeGreaterThan(50);
    return sources;
  }

  private static long lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}

package dev.drover.testing.internal.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where the journals of a user's runs lie, one file each.
 *
 * @param path the folder; it need not exist
 */
public record JournalFolder(Path path) {

  private static final String ENDING = ".journal";

  /** The user's cache folder, or the temporary one where there is none. */
  public static JournalFolder ofThisUser() {
    return of(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  static JournalFolder of(Map<String, String> env, String os, String home) {
    String name = os.toLowerCase(Locale.ROOT);
    Path cache;
    if (env.containsKey("XDG_CACHE_HOME") && !env.get("XDG_CACHE_HOME").isBlank()) {
      cache = Path.of(env.get("XDG_CACHE_HOME"));
    } else if (name.startsWith("windows") && env.containsKey("LOCALAPPDATA")) {
      cache = Path.of(env.get("LOCALAPPDATA"));
    } else if (home.isBlank() || home.equals("?")) {
      cache = Path.of(System.getProperty("java.io.tmpdir"));
    } else {
      cache = Path.of(home, name.startsWith("mac") ? "Library/Caches" : ".cache");
    }
    return new JournalFolder(cache.resolve("drover").resolve("leases"));
  }

  /** The file of a run of this process's. */
  Path fileOf(String runId) {
    String safe = runId.replaceAll("[^A-Za-z0-9_-]", "_");
    return path.resolve(ownPrefix() + safe.substring(0, Math.min(60, safe.length())) + ENDING);
  }

  /**
   * The journals of other processes. Those of this one must not even be opened: on POSIX systems a
   * process that closes a file loses all its locks on it.
   */
  List<Path> filesOfOthers() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> name(file).endsWith(ENDING) && !name(file).startsWith(ownPrefix()))
          .sorted()
          .toList();
    }
  }

  /** Process ids are used again, in containers at once; together with the start they are not. */
  private static String ownPrefix() {
    ProcessHandle own = ProcessHandle.current();
    return own.pid() + "-" + Owner.startMillis(own) + "-";
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}

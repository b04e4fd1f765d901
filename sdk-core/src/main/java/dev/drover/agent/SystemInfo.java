package dev.drover.agent;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a VM tells about itself ({@code vm-agent-messages.md}, "Status Request"). */
final class SystemInfo {

  private final long startNanos = System.nanoTime();
  private final Path workingDirectory;

  SystemInfo(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  /** The metadata of a {@code status_response}. */
  Map<String, Object> status(int active) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("status", active > 0 ? "running" : "idle");
    metadata.put("active_processes", active);
    metadata.putAll(info());
    return metadata;
  }

  /** The metadata of a {@code system_info_response}. */
  Map<String, Object> info() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("system_info", fields());
    metadata.put("uptime", (System.nanoTime() - startNanos) / 1e9);
    metadata.put("timestamp", timestamp());
    return metadata;
  }

  /** The machine, its system, and where the agent works. */
  Map<String, Object> fields() {
    String system = System.getProperty("os.name");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hostname", HostName.get());
    fields.put("system", system);
    fields.put(
        "platform",
        system + "-" + System.getProperty("os.version") + "-" + System.getProperty("os.arch"));
    fields.put("java_version", Runtime.version().toString());
    fields.put("working_directory", workingDirectory.toString());
    return fields;
  }

  /** The operating system in one word: {@code linux}, {@code windows}, {@code macos}. */
  static String os() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "macos";
    }
    return name.split(" ", 2)[0];
  }

  /** Seconds since the epoch. */
  static double timestamp() {
    return System.currentTimeMillis() / 1000.0;
  }
}

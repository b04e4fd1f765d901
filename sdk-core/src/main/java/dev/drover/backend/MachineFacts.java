package dev.drover.backend;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What VMs say of themselves. Every agent says something else, so nothing is demanded. */
final class MachineFacts {

  private MachineFacts() {}

  static VmStatus status(@Nullable Map<String, Object> metadata) {
    Map<String, Object> fields = metadata == null ? Map.of() : metadata;
    return new VmStatus(
        text(fields, "status"),
        (int) number(fields, "active_processes"),
        Duration.ofNanos((long) (Math.max(0, number(fields, "uptime")) * 1e9)),
        facts(nested(fields)));
  }

  /** Some agents put the facts beside the rest of the metadata, others into an object of theirs. */
  static SystemInfo systemInfo(@Nullable Map<String, Object> metadata) {
    Map<String, Object> fields = metadata == null ? Map.of() : metadata;
    return facts(fields.get("system_info") instanceof Map ? nested(fields) : fields);
  }

  private static SystemInfo facts(Map<String, Object> fields) {
    return new SystemInfo(
        text(fields, "hostname"),
        text(fields, "system"),
        text(fields, "platform"),
        runtimeVersion(fields),
        text(fields, "working_directory"),
        Collections.unmodifiableMap(fields));
  }

  private static String runtimeVersion(Map<String, Object> fields) {
    Stream<String> known = Stream.of("java_version", "python_version");
    Stream<String> others = fields.keySet().stream().filter(name -> name.endsWith("_version"));
    return Stream.concat(known, others)
        .map(name -> text(fields, name))
        .filter(version -> !version.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Map<String, Object> nested(Map<String, Object> fields) {
    Map<String, Object> facts = new LinkedHashMap<>();
    if (fields.get("system_info") instanceof Map<?, ?> told) {
      told.forEach((name, value) -> facts.put(String.valueOf(name), value));
    }
    return facts;
  }

  private static String text(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  private static double number(Map<String, Object> fields, String name) {
    return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
  }
}

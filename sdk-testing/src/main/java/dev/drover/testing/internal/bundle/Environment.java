package dev.drover.testing.internal.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Where a run takes place. */
final class Environment {

  private static final String VERSION_FILE =
      "/META-INF/maven/dev.drover/drover-testing/pom.properties";

  private Environment() {}

  static Map<String, String> ofThisJvm(String runId) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Run", runId);
    facts.put("Drover", version());
    facts.put(
        "Java",
        "%s (%s, %s)"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vendor")));
    facts.put(
        "System",
        "%s %s, %s, %d processors, at most %d MiB heap"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20));
    facts.put("Folder", System.getProperty("user.dir"));
    return facts;
  }

  private static String version() {
    try (InputStream in = Environment.class.getResourceAsStream(VERSION_FILE)) {
      if (in != null) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty("version", "unknown version");
      }
    } catch (IOException e) {
      return "unknown version: " + e.getMessage();
    }
    return "built from source";
  }
}

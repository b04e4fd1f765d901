package dev.drover.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A benchmark's figures beside their goals. */
final class Report {

  private record Row(String name, double value, double goal, String unit, boolean moreIsBetter) {
    boolean reached() {
      return moreIsBetter ? value >= goal : value <= goal;
    }
  }

  private final String title;
  private final List<Row> rows = new ArrayList<>();

  Report(String title) {
    this.title = title;
  }

  void add(String name, double value, double goal, String unit, boolean moreIsBetter) {
    rows.add(new Row(name, value, goal, unit, moreIsBetter));
  }

  void print() {
    System.out.printf("%n%s (JDK %s)%n", title, Runtime.version().feature());
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "  %-45s %10.2f %-7s goal %s %8.2f  %s%n",
          row.name,
          row.value,
          row.unit,
          row.moreIsBetter ? ">=" : "<=",
          row.goal,
          row.reached() ? "reached" : "MISSED");
    }
  }

  void save(Path file) throws IOException {
    List<Map<String, Object>> json = new ArrayList<>();
    for (Row row : rows) {
      json.add(
          Map.of(
              "name", row.name,
              "value", row.value,
              "goal", row.goal,
              "unit", row.unit,
              "reached", row.reached()));
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(
            file.toFile(),
            Map.of("title", title, "jdk", Runtime.version().toString(), "figures", json));
    System.out.println("  kept in " + file);
  }
}

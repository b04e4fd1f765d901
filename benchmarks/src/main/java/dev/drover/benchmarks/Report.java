package dev.drover.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A benchmark's figures beside their goals. */
final class Report {

  private record Row(String name, double value, double goal, String unit, boolean moreIsBetter) {
    boolean hasGoal() {
      return !Double.isNaN(goal);
    }

    boolean reached() {
      return moreIsBetter ? value >= goal : value <= goal;
    }
  }

  private final String title;
  private final List<Row> rows = new ArrayList<>();

  Report(String title) {
    this.title = title;
  }

  /** Adds a figure that has no goal, but tells something about one that has. */
  void note(String name, double value, String unit) {
    rows.add(new Row(name, value, Double.NaN, unit, false));
  }

  void add(String name, double value, double goal, String unit, boolean moreIsBetter) {
    rows.add(new Row(name, value, goal, unit, moreIsBetter));
  }

  void print() {
    System.out.printf("%n%s (JDK %s)%n", title, Runtime.version().feature());
    for (Row row : rows) {
      if (!row.hasGoal()) {
        System.out.printf(Locale.ROOT, "  %-45s %10.2f %s%n", row.name, row.value, row.unit);
        continue;
      }
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
      Map<String, Object> figure = new LinkedHashMap<>();
      figure.put("name", row.name);
      figure.put("value", row.value);
      figure.put("unit", row.unit);
      if (row.hasGoal()) {
        figure.put("goal", row.goal);
        figure.put("reached", row.reached());
      }
      json.add(figure);
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

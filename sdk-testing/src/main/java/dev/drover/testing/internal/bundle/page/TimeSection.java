package dev.drover.testing.internal.bundle.page;

import dev.drover.testing.internal.bundle.model.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where time went, as a bar and in figures. */
final class TimeSection {

  private static final String REST = "the test's own code and the rest";

  private TimeSection() {}

  static Map<Phase, Duration> sum(List<Map<Phase, Duration>> all) {
    Map<Phase, Duration> sum = new EnumMap<>(Phase.class);
    all.forEach(spent -> spent.forEach((phase, time) -> sum.merge(phase, time, Duration::plus)));
    return sum;
  }

  /**
   * The bar with its legend.
   *
   * @param total what is spent altogether; phases side by side may come to more
   */
  static Html of(Html page, Map<Phase, Duration> spent, Duration total) {
    Duration known = spent.values().stream().reduce(Duration.ZERO, Duration::plus);
    Duration rest = total.minus(known).isNegative() ? Duration.ZERO : total.minus(known);
    double all = Math.max(1, known.plus(rest).toNanos());
    Html bar = page.piece().open("div", "class", "bar", "aria-hidden", "true");
    Html legend = page.piece().open("dl", "class", "legend");
    for (Phase phase : Phase.values()) {
      Duration time = spent.getOrDefault(phase, Duration.ZERO);
      String name = phase.name().toLowerCase(Locale.ROOT);
      part(bar, legend, name, phase.word(), time, all);
    }
    part(bar, legend, "rest", REST, rest, all);
    return bar.close("div").add(legend.close("dl"));
  }

  private static void part(
      Html bar, Html legend, String name, String word, Duration time, double all) {
    double percent = 100 * time.toNanos() / all;
    if (percent > 0) {
      String width = String.format(Locale.ROOT, "width:%.2f%%", percent);
      bar.element("span", "", "class", "phase " + name, "style", width);
    }
    legend.open("div").open("dt").element("span", "", "class", "key phase " + name).text(word);
    String share = String.format(Locale.ROOT, "%s (%.0f %%)", Words.of(time), percent);
    legend.close("dt").element("dd", share).close("div");
  }
}

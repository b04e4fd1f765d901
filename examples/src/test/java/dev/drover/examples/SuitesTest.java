package dev.drover.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.includeEngines;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import dev.drover.examples.sample.CheckoutTestNgSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.xml.XmlClass;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlTest;

/** The suites that surefire does not run here: those that fail on purpose, and those of TestNG. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are lines for sh")
class SuitesTest {

  private static final Path SHOWN =
      Path.of("../docs/failure-page/0001-checkout-sample-charges-the-sum/index.html");

  @TempDir private Path artifacts = Path.of("");

  @Test
  void theJUnitSampleFailsOnceAndSaysWhy() throws IOException {
    SummaryGeneratingListener results = new SummaryGeneratingListener();

    LauncherFactory.create()
        .execute(
            request()
                .selectors(selectClass("dev.drover.examples.sample.CheckoutSample"))
                .configurationParameter("drover.artifacts", artifacts.toString())
                .build(),
            results);

    assertThat(results.getSummary().getTestsSucceededCount()).isEqualTo(2);
    assertThat(results.getSummary().getFailures())
        .singleElement()
        .satisfies(f -> assertThat(f.getException()).hasMessageContaining("total 7.74"));
    assertThat(onlyPage())
        .contains("charges the sum of the prices", "./total tea milk bread", "total 6.00")
        .contains("data:image/png;base64,");
    assertThat(headings(onlyPage()))
        .as("those of the page that the documents show; CONTRIBUTING says how to make it anew")
        .isEqualTo(headings(Files.readString(SHOWN)));
  }

  @Test
  void theTestNgSampleFailsOnceAndSaysWhy() throws IOException {
    TestListenerAdapter results = run(CheckoutTestNgSample.class);

    assertThat(results.getPassedTests()).hasSize(3);
    assertThat(results.getFailedTests()).hasSize(1);
    assertThat(onlyPage())
        .contains("hasAPrice", "no price for sugar", "data:image/png;base64,")
        .containsPattern("exit(?:ed)?\\W+(?:code\\W+)?4");
  }

  @Test
  void andOnceOnTheJUnitPlatformWhichFindsItsTestsByADryRun() throws IOException {
    SummaryGeneratingListener results = new SummaryGeneratingListener();
    // The engine hands no parameters on to TestNG.
    System.setProperty("drover.artifacts", artifacts.toString());
    try {
      LauncherFactory.create()
          .execute(
              request()
                  .selectors(selectClass(CheckoutTestNgSample.class))
                  .filters(includeEngines("testng"))
                  .build(),
              results);
    } finally {
      System.clearProperty("drover.artifacts");
    }

    assertThat(results.getSummary().getTestsSucceededCount()).isEqualTo(3);
    assertThat(results.getSummary().getFailures())
        .singleElement()
        .satisfies(f -> assertThat(f.getException()).hasMessageContaining("no price for sugar"));
    assertThat(onlyPage()).contains("hasAPrice", "no price for sugar");
  }

  @Test
  void theTestNgSuitePasses() throws IOException {
    TestListenerAdapter results = run(SearchWithTestNg.class);

    assertThat(results.getPassedTests()).hasSize(3);
    assertThat(results.getFailedTests()).isEmpty();
    assertThat(pages()).isEmpty();
  }

  private TestListenerAdapter run(Class<?> suiteClass) {
    XmlSuite suite = new XmlSuite();
    suite.setParameters(Map.of("drover.artifacts", artifacts.toString()));
    new XmlTest(suite).setXmlClasses(List.of(new XmlClass(suiteClass)));
    TestListenerAdapter results = new TestListenerAdapter();
    TestNG testng = new TestNG(false);
    testng.setXmlSuites(List.of(suite));
    testng.setOutputDirectory(artifacts.resolve("testng").toString());
    testng.addListener(results);
    testng.run();
    return results;
  }

  private String onlyPage() throws IOException {
    assertThat(pages()).hasSize(1);
    return Files.readString(pages().get(0));
  }

  private List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(artifacts)) {
      return files.filter(file -> file.toString().matches(".*/\\d{4}-[^/]+/index.html")).toList();
    }
  }

  private static List<String> headings(String page) {
    return Pattern.compile("<h2[^>]*>([^<]+)</h2>")
        .matcher(page)
        .results()
        .map(heading -> heading.group(1))
        .toList();
  }
}

package dev.drover.testing.internal.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages of a real run in a real browser, judged by axe-core. */
class PagesInBrowserInteropTest {

  private static final Path INSTALLED = Path.of("target/interop");
  private static final Path PICTURES = Path.of("target/pages");

  private static Browser browser;
  private static Path page;
  private static Path index;
  private static String axe;

  @BeforeAll
  static void runTestsAndOpenABrowser(@TempDir Path folder) throws Exception {
    axe = axe();
    try (SampleRun run = new SampleRun(folder.resolve("runs"))) {
      page = run.checkout();
      run.others();
    }
    index = page.resolve("../../index.html").normalize();
    browser = new Browser(Files.createDirectory(folder.resolve("profile")));
  }

  @AfterAll
  static void closeTheBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "page, 1280, light", "page, 1280, dark", "page, 390, light", "page, 390, dark",
    "index, 1280, light", "index, 1280, dark", "index, 390, light", "index, 390, dark"
  })
  void aPageIsWholeQuietAndAccessible(String which, int width, String scheme) throws Exception {
    Path file = which.equals("page") ? page : index;

    browser.open(file, width, scheme);
    browser.screenshot(PICTURES.resolve(which + "-" + width + "-" + scheme + ".png"), 4_000);

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .contains(file.toUri().toString())
        .allMatch(url -> url.equals(file.toUri().toString()) || url.startsWith("data:"));
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    assertThat(browser.evaluate("[...document.images].every(i => i.naturalWidth > 0)").asBoolean())
        .isTrue();
    browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(verdictOfAxe()).endsWith(" rules passed").doesNotContain("\n");
  }

  private static String verdictOfAxe() throws Exception {
    browser.evaluate(axe + "; true");
    return browser
        .evaluate(
            "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(' | ') + '\\n').join('') + (r.passes.length > 20 ? r.passes.length + ' rules passed' : 'too few rules ran'))")
        .asText();
  }

  private static String axe() throws Exception {
    Files.createDirectories(INSTALLED);
    for (String file : List.of("package.json", "package-lock.json")) {
      Path source = Path.of("src/test/interop", file);
      Files.copy(source, INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Path said = INSTALLED.resolve("npm.log");
    Process npm =
        new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = npm.waitFor(120, TimeUnit.SECONDS);
    npm.destroyForcibly();
    assertThat(ended).as(() -> "npm ci ended; its log is " + said).isTrue();
    return Files.readString(INSTALLED.resolve("node_modules/axe-core/axe.min.js"), UTF_8);
  }
}

package dev.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The versions in the matrix are those that the build runs with. */
class CompatibilityTest {

  private static final String MATRIX = "docs/compatibility.md";

  @ParameterizedTest
  @CsvSource({
    "Test frameworks, JUnit, junit.version",
    "Test frameworks, JUnit, junit5-newest.version",
    "Test frameworks, JUnit, junit6.version",
    "Test frameworks, TestNG, testng.version",
    "Libraries beside Drover, Jackson 2, jackson.version",
    "Libraries beside Drover, Java-WebSocket, java-websocket.version",
    "Libraries beside Drover, SLF4J API, slf4j.version",
    "Libraries beside Drover, Netty, netty.version"
  })
  void versionsAreThoseOfTheBuild(String heading, String what, String property) throws IOException {
    assertThat(versions(heading, what)).contains(property(property));
  }

  @Test
  void everyConsumerStandsThereWithItsVersion() throws IOException {
    Path projects = Document.HOME.resolve("consumers/src/it");
    Table table = Table.under(MATRIX, "Consumers");
    try (Stream<Path> folders = Files.list(projects)) {
      assertThat(table.names())
          .isEqualTo(
              folders
                  .filter(Files::isDirectory)
                  .map(folder -> folder.getFileName().toString())
                  .collect(Collectors.toCollection(TreeSet::new)));
    }
    for (List<String> row : table.rows()) {
      String pom = Files.readString(projects.resolve(row.get(0)).resolve("pom.xml"));
      String version = row.get(2);
      assertThat(version.equals("–") || resolved(pom).contains("<version>" + version + "<"))
          .as(row.get(0) + " has " + version)
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sdk-reference-server, socket.io",
    "sdk-reference-server, socket.io-client",
    "sdk-reference-server, ws",
    "sdk-reference-server, playwright-core",
    "sdk-reference-server, axe-core",
    "sdk-testing, axe-core"
  })
  void programsOfOthersAreThoseOfTheTests(String module, String name) throws IOException {
    String packages = read(module + "/src/test/interop/package.json");
    String version = first("\"%s\": \"([^\"]+)\"".formatted(Pattern.quote(name)), packages);

    assertThat(Table.under(MATRIX, "Programs that others wrote").rows())
        .filteredOn(row -> row.get(0).matches("(?:.* )?" + Pattern.quote(name) + "(?: \\(.*)?"))
        .extracting(row -> row.get(1))
        .contains(version);
  }

  @Test
  void javaAndSystemsAreThoseOfTheWorkflows() throws IOException {
    String workflow = read(".github/workflows/ci.yml");
    String matrix = Table.under(MATRIX, "Java and systems").rows().toString();

    assertThat(versions("Java and systems", "JDK, all tests"))
        .isEqualTo(List.of(first("java: \\[(.*)]", workflow).split(", ")));
    assertThat(first("os: \\[(.*)]", workflow).split(", ")).allMatch(matrix::contains);
  }

  private static List<String> versions(String heading, String what) {
    return Table.under(MATRIX, heading).rows().stream()
        .filter(row -> row.get(0).equals(what))
        .map(row -> row.get(1))
        .toList();
  }

  private static String property(String name) throws IOException {
    return first("<%1$s>(.*)</%1$s>".formatted(Pattern.quote(name)), read("pom.xml"));
  }

  /** A consumer's POM with the build's versions in it, as it is run. */
  private static String resolved(String pom) throws IOException {
    String text = pom;
    for (String name : List.of("junit6.version", "testng.version", "wiremock.version")) {
      text = text.replace("@" + name + "@", property(name));
    }
    return text;
  }

  private static String first(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing is like " + pattern));
  }

  private static String read(String file) throws IOException {
    return Files.readString(Document.HOME.resolve(file));
  }
}

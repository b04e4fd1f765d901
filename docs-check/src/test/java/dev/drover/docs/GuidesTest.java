package dev.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ErrorCodes;
import dev.drover.execution.ExecutionErrorCode;
import dev.drover.testing.DroverTest;
import dev.drover.testing.fixture.ParameterRequest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where guides list all there is of something, they do. */
class GuidesTest {

  /** The protocols' messages, one file each, named after their types. */
  private static final Path MESSAGES = Document.HOME.resolve("sdk-core/src/test/resources/wire");

  @Test
  void everyErrorCodeOfTheHubHasItsFix() throws IllegalAccessException {
    String codes = Table.under("docs/guides/hub.md", "Errors and what to do").rows().toString();

    for (var code : ErrorCodes.class.getFields()) {
      assertThat(codes).contains((String) code.get(null));
    }
  }

  @Test
  void everyErrorCodeOfExecutionsHasItsFix() {
    String codes =
        Table.under("docs/guides/execution-monitoring.md", "Refusals and errors").rows().toString();

    assertThat(ExecutionErrorCode.values()).allMatch(code -> codes.contains(code.name()));
  }

  @ParameterizedTest
  @CsvSource({
    "hub, hub.md, Messages and their Java names",
    "execution-monitoring, execution-monitoring.md, Messages and their Java names",
    "runner, runner.md, Events and their Java names",
    "vm-agent, vm-agent.md, Messages and their Java names"
  })
  void everyMessageHasItsJavaName(String folder, String guide, String heading) throws IOException {
    String messages = Table.under("docs/guides/" + guide, heading).rows().toString();
    try (Stream<Path> files = Files.list(MESSAGES.resolve(folder))) {
      assertThat(files.filter(Files::isRegularFile).map(GuidesTest::type))
          .isNotEmpty()
          .allMatch(messages::contains);
    }
  }

  /** Of two roles that say the same the file names both; events are written with a colon. */
  private static String type(Path file) {
    return file.getFileName()
        .toString()
        .replaceFirst("\\.json$", "")
        .replaceFirst("^(register|command_output)_.*", "$1")
        .replaceFirst("^(agent|execution|recording)-", "$1:");
  }

  @Test
  void everyAttributeOfTheAnnotationStandsInTheGuide() {
    List<String> row = Table.under("docs/guides/testing.md", "Annotations").rows().get(0);

    assertThat(row.get(0)).isEqualTo("@DroverTest");
    assertThat(Arrays.stream(DroverTest.class.getDeclaredMethods()).map(Method::getName))
        .allMatch(row.get(2)::contains);
  }

  @Test
  void everyParameterThatTestsMayHaveStandsInTheGuide() {
    String types = Table.under("docs/guides/testing.md", "Parameters").rows().toString();

    assertThat(publicTypes().filter(ParameterRequest::supplies).map(Class::getSimpleName))
        .hasSizeGreaterThan(6)
        .allMatch(types::contains);
  }

  /** Of the modules that tests see; a type is a file in an exported package. */
  private static Stream<Class<?>> publicTypes() {
    return Imports.exported()
        .flatMap(
            name ->
                Stream.of("sdk-core", "sdk-reference-server")
                    .map(module -> Document.HOME.resolve(module + "/src/main/java"))
                    .map(sources -> sources.resolve(name.replace('.', '/')))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> types(name, folder)));
  }

  private static Stream<Class<?>> types(String packageName, Path folder) {
    String[] files = folder.toFile().list((parent, file) -> file.endsWith(".java"));
    return Arrays.stream(Objects.requireNonNull(files))
        .filter(file -> !file.contains("-"))
        .map(file -> type(packageName + "." + file.replace(".java", "")));
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, GuidesTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}

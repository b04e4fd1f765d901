package dev.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.Limits;
import dev.drover.agent.AgentOptions;
import dev.drover.cli.DroverGrammar;
import dev.drover.reference.RunnerOptions;
import dev.drover.reference.ServerOptions;
import dev.drover.runner.RunnerAgentOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference of configuration has all that there is, and nothing else. */
class ConfigurationGuideTest {

  private static final String GUIDE = "docs/guides/configuration.md";
  private static final Path TESTING = Document.HOME.resolve("sdk-testing/src/main/java");

  /** How the code asks for a setting, with or without a default that is a word. */
  private static final Pattern ASKED =
      Pattern.compile("(?:\\.find\\(|word\\(\\s*configured,\\s*)\"(\\w+)\"");

  static Stream<Arguments> options() {
    return Stream.of(
        arguments("Clients and agents: ClientOptions", ClientOptions.of("ws://localhost:8765")),
        arguments("Bounds of a connection: Limits", Limits.DEFAULT),
        arguments("A VM's agent: AgentOptions", AgentOptions.of("vm-1")),
        arguments("A runner's agent: RunnerAgentOptions", RunnerAgentOptions.named("agent")),
        arguments("The reference server: ServerOptions", ServerOptions.defaults()),
        arguments("Its runner: RunnerOptions", RunnerOptions.defaults()));
  }

  @ParameterizedTest
  @MethodSource("options")
  void everySetterStandsThereWithItsDefault(String heading, Object defaults) throws Exception {
    Table table = Table.under(GUIDE, heading);
    Setters setters = new Setters(defaults);

    assertThat(table.names()).isEqualTo(setters.names());
    for (String setter : setters.names()) {
      String cell = table.row(setter).get(1);
      setters
          .defaultOf(setter)
          .ifPresent(
              value -> assertThat(cell).as(setter).matches(Pattern.quote(value) + "(\\W.*)?"));
    }
  }

  @Test
  void everyWayToWaitStandsThere() {
    Set<String> ways =
        Arrays.stream(Backoff.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == Backoff.class)
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(Table.under(GUIDE, "Waits between attempts: Backoff").names()).isEqualTo(ways);
  }

  @Test
  void everySettingOfTestsStandsThereWithItsNames() throws IOException {
    Table table = Table.under(GUIDE, "Settings of tests");

    assertThat(table.names()).isEqualTo(settings());
    assertThat(table.names())
        .allSatisfy(
            name ->
                assertThat(table.row(name).subList(1, 3))
                    .isEqualTo(List.of("drover." + name, variable(name))));
  }

  private static String variable(String name) {
    return "DROVER_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  /** All that the code asks its configuration for. */
  private static Set<String> settings() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(TESTING)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        ASKED.matcher(Files.readString(file)).results().map(m -> m.group(1)).forEach(names::add);
      }
    }
    return names;
  }

  @Test
  void everyOptionOfTheProgramStandsThereWithItsCommands() {
    Table table = Table.under(GUIDE, "The command line");
    Map<String, Set<String>> commands =
        table.names().stream()
            .collect(
                Collectors.toMap(
                    name -> name,
                    name -> new TreeSet<>(List.of(table.row(name).get(1).split(", ")))));

    assertThat(commands).isEqualTo(DroverGrammar.options());
  }
}

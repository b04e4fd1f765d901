package dev.drover.internal.process;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.ErrorCodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class CommandEngineTest {

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void reportsOutputAndEnd() throws Exception {
    RecordingSink heard = engine.run("echo out; echo err >&2; exit 3");

    assertThat(heard.stdout()).isEqualTo("out\n");
    assertThat(heard.stderr()).isEqualTo("err\n");
    CommandEnd end = heard.awaitEnd();
    assertThat(end.exitCode()).isEqualTo(3);
    assertThat(end.pieces()).isEqualTo(heard.pieces.size());
    assertThat(end.truncated()).isFalse();
    assertThat(end.ran()).isPositive();
    assertThat(end.tail().apply(1000)).isEqualTo(heard.text());
  }

  @ParameterizedTest
  @CsvSource({
    "true, 0",
    "false, 1",
    "exit 42, 42",
    "kill -9 $$, 137",
    "kill -TERM $$, 143",
    "sh -c 'kill -9 $$'; exit $?, 137",
    "no-such-program-anywhere, 127",
    "if, 2"
  })
  void exitCodesAreThoseOfTheShell(String line, int exitCode) throws Exception {
    assertThat(engine.run(line).exitCode()).isEqualTo(exitCode);
  }

  /** Six times each, with and without interaction: the later ones by shells started ahead. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo \"a  b\" 'c\\d' \\\\ $((1+2)) %s",
        "echo one\necho two\n\necho three\n",
        "  for i in 1 2 3; do\n    echo \"  $i\"\n  done",
        "cat <<END\n  héllo \\t 漢字 🐑\nEND",
        "printf '%s' \"$0$#\"; echo \"$IFS\" | od -c",
        "echo \"[$_drover_lines$_drover_line$_drover_part$_drover_command]\"",
        "echo trailing\\",
        "# only a comment",
        "x='a\rb'; echo \"$x\"",
        "read nothing; echo \"$?\"; cat",
        "trap 'echo bye' EXIT; echo hi",
        "(exit 4) && echo no || echo \"yes $?\""
      })
  void runsALineAsTheShellItselfDoes(String line) throws Exception {
    String expected = directly(line);

    for (int i = 0; i < 6; i++) {
      CommandSpec spec = new CommandSpec("c" + i, line, null, Map.of(), null, i >= 3, null);
      RecordingSink heard = engine.start(spec, new RecordingSink());
      endInput(spec);
      heard.awaitEnd();
      assertThat(heard.stdout()).isEqualTo(expected);
    }
  }

  @Test
  void aPromptIsHeardWhileTheCommandWaits() throws Exception {
    RecordingSink heard = engine.start("printf 'name? '; read name; echo \"hello $name\"");
    await().until(() -> heard.text().equals("name? "));

    engine.engine.input(heard.commandId, "Ada\n", false);

    assertThat(heard.exitCode()).isZero();
    assertThat(heard.text()).isEqualTo("name? hello Ada\n");
  }

  @Test
  void withoutInteractionBothStreamsAreOneInTheirTrueOrder() throws Exception {
    String line = "for i in 1 2 3 4 5 6 7 8 9; do echo o$i; echo e$i >&2; done; cat";
    CommandSpec spec = new CommandSpec("one", line, null, Map.of(), null, false, null);

    RecordingSink heard = engine.start(spec, new RecordingSink());

    assertThat(heard.exitCode()).isZero();
    assertThat(heard.stderr()).isEmpty();
    assertThat(heard.stdout().replaceAll("[\\d\n]", "")).isEqualTo("oe".repeat(9));
  }

  @Test
  void aCommandMayBeLongerThanTheSystemsArguments() throws Exception {
    String text =
        IntStream.range(0, 10_000).mapToObj(i -> "line number " + i + "\n").collect(joining());

    RecordingSink heard = engine.run("cat <<END\n" + text + "END");

    assertThat(heard.text()).isEqualTo(text);
  }

  @Test
  void inputAndItsEndReachTheCommand() throws Exception {
    RecordingSink heard = engine.start("cat; echo done");

    engine.engine.input(heard.commandId, "zwölf\n", false);
    engine.engine.input(heard.commandId, "last", true);

    assertThat(heard.exitCode()).isZero();
    assertThat(heard.text()).isEqualTo("zwölf\nlastdone\n");
  }

  @Test
  void inputAfterItsEndIsRefused() throws Exception {
    RecordingSink heard = engine.start("cat; sleep 30");
    engine.engine.input(heard.commandId, "", true);

    assertCode(ErrorCodes.BAD_COMMAND, () -> engine.engine.input(heard.commandId, "x", false));
  }

  @Test
  void inputForACommandThatDoesNotReadIsBounded() throws Exception {
    RecordingSink heard = engine.start("sleep 30");
    String big = "x".repeat(600_000);
    engine.engine.input(heard.commandId, big, false);

    assertCode(
        ErrorCodes.BUSY,
        () -> {
          for (int i = 0; i < 3; i++) {
            engine.engine.input(heard.commandId, big, false);
          }
        });
  }

  @Test
  void inputForUnknownAndEndedCommandsIsRefused() throws Exception {
    RecordingSink ended = engine.run("true");

    assertCode(ErrorCodes.UNKNOWN_COMMAND, () -> engine.engine.input("nobody", "x", false));
    assertCode(ErrorCodes.UNKNOWN_COMMAND, () -> engine.engine.input(ended.commandId, "x", false));
  }

  @Test
  void environmentIsAddedToTheEnginesAndTheSystems() throws Exception {
    CommandSpec spec =
        new CommandSpec(
            "env",
            "echo $GREETING $WHO; test -n \"$PATH\"",
            null,
            Map.of("WHO", "wörld"),
            null,
            true,
            null);

    RecordingSink heard = engine.start(spec, new RecordingSink());

    assertThat(heard.exitCode()).isZero();
    assertThat(heard.text()).startsWith("hello w");
  }

  @Test
  void workingDirectoriesAreRelativeToTheEngines(@TempDir Path folder) throws Exception {
    Files.createDirectory(folder.resolve("inner"));
    try (TestEngine here = new TestEngine(folder, 16, 1000)) {
      CommandSpec spec = new CommandSpec("pwd", "pwd -P", null, Map.of(), "inner", true, null);

      RecordingSink heard = here.start(spec, new RecordingSink());

      assertThat(heard.exitCode()).isZero();
      assertThat(heard.text().strip()).isEqualTo(folder.toRealPath().resolve("inner").toString());
    }
  }

  @Test
  void aDirectoryThatWasMadeAnewIsTheOneUsed(@TempDir Path folder) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    try (TestEngine here = new TestEngine(home, 16, 1000)) {
      here.run("true");
      here.run("true");
      Files.delete(home);
      Files.createDirectory(home);

      assertThat(here.run("echo x > made").exitCode()).isZero();
      assertThat(home.resolve("made")).exists();
    }
  }

  @Test
  void whatCannotBeStartedIsABadCommand() {
    assertCode(ErrorCodes.BAD_COMMAND, () -> engine.start("  \n"));
    assertCode(ErrorCodes.BAD_COMMAND, () -> engine.start("echo \0"));
    assertCode(
        ErrorCodes.BAD_COMMAND,
        () ->
            engine.start(
                new CommandSpec("d", "true", null, Map.of(), "no/such/place", true, null),
                new RecordingSink()));
    assertCode(
        ErrorCodes.BAD_COMMAND,
        () ->
            engine.start(
                new CommandSpec("e", "true", null, Map.of("A=B", "c"), null, true, null),
                new RecordingSink()));
    assertThat(engine.engine.running()).isEmpty();
  }

  @Test
  void moreCommandsThanAllowedAreRefused(@TempDir Path folder) throws Exception {
    try (TestEngine two = new TestEngine(folder, 2, 1000)) {
      RecordingSink first = two.start("sleep 30");
      two.start("sleep 30");

      assertCode(ErrorCodes.BUSY, () -> two.start("true"));
      two.engine.stop(first.commandId);
      first.awaitEnd();

      assertThat(two.run("true").exitCode()).isZero();
    }
  }

  @Test
  void aTimeoutStopsTheCommandAndSaysSo() throws Exception {
    Duration timeout = Duration.ofMillis(100);
    CommandSpec spec = new CommandSpec("t", "sleep 30", timeout, Map.of(), null, true, null);

    CommandEnd end = engine.start(spec, new RecordingSink()).awaitEnd();

    assertThat(end.timeout()).isEqualTo(timeout);
    assertThat(end.ran()).isBetween(timeout, Duration.ofSeconds(5));
  }

  @Test
  void watchersHearOfEveryCommand() throws Exception {
    engine.run("true");

    await()
        .untilAsserted(
            () ->
                assertThat(engine.watched)
                    .containsExactly("started true, 1 running", "ended true, 0 running"));
  }

  @Test
  void aClosedEngineStartsNothing() throws Exception {
    RecordingSink running = engine.start("sleep 30");

    engine.close();

    assertThat(running.exitCode()).isEqualTo(143);
    assertCode(ErrorCodes.BUSY, () -> engine.start("true"));
  }

  private void endInput(CommandSpec spec) {
    try {
      engine.engine.input(spec.id(), "", true);
    } catch (CommandException e) {
      // It has ended already, or its input has.
      assertThat(e.code()).isIn(ErrorCodes.UNKNOWN_COMMAND, ErrorCodes.BAD_COMMAND);
    }
  }

  static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(CommandException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  static String directly(String line) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", line).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}

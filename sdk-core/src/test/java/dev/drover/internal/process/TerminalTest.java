package dev.drover.internal.process;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.TerminalSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class TerminalTest {

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theCommandIsOnATerminalOfThatSizeInASessionOfItsOwn() throws Exception {
    RecordingSink heard =
        start(
            new TerminalSize(123, 45),
            "stty size; test -t 0 && test -t 1 && test -t 2 && echo all; ps -o pid=,sid= -p $$");

    assertThat(heard.exitCode()).isZero();
    List<String> lines = heard.text().lines().toList();
    assertThat(lines).hasSize(3).startsWith("45 123", "all");
    assertThat(lines.get(2).strip()).matches("(\\d+) +\\1");
  }

  @Test
  void theSizeIsThereBeforeAnybodyCanAsk() throws Exception {
    for (int i = 1; i <= 30; i++) {
      RecordingSink heard = start(new TerminalSize(100 + i, i), "stty size");

      heard.awaitEnd();
      assertThat(heard.text()).isEqualTo(i + " " + (100 + i) + "\r\n");
    }
  }

  @Test
  void programsTakeItForTheirTerminal() throws Exception {
    RecordingSink heard = start("echo $TERM; echo to the user >/dev/tty; ls --color=auto -d /");

    heard.awaitEnd();
    assertThat(heard.text()).startsWith("xterm-256color\r\nto the user\r\n").contains("\u001b[");
  }

  @Test
  void bothStreamsAreOneAndLinesEndAsTheyDoOnATerminal() throws Exception {
    RecordingSink heard = start("echo out; echo err >&2; printf '\\033[31mred\\033[0m\\n'");

    heard.awaitEnd();
    assertThat(heard.stderr()).isEmpty();
    assertThat(heard.stdout()).isEqualTo("out\r\nerr\r\n\u001b[31mred\u001b[0m\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "true, 0",
    "exit 42, 42",
    "kill -9 $$, 137",
    "kill -TERM $$, 143",
    "kill -HUP $$, 129",
    "no-such-program-anywhere, 127",
    "if, 2"
  })
  void exitCodesAreThoseOfTheShell(String line, int exitCode) throws Exception {
    assertThat(start(line).exitCode()).isEqualTo(exitCode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo \"a  b\" 'c\\d' \\\\ $((1+2)) %s",
        "cat <<END\n  héllo \\t 漢字 🐑\nEND",
        "printf '%s' \"$0$#\"; echo \"$IFS\" | od -c",
        "echo \"[$_drover_lines$_drover_line$_drover_part$_drover_command]\"",
        "trap 'echo bye' EXIT; echo hi",
        "(exit 4) && echo no || echo \"yes $?\""
      })
  void runsALineAsTheShellItselfDoes(String line) throws Exception {
    String expected = CommandEngineTest.directly(line);

    RecordingSink heard = start(line);

    heard.awaitEnd();
    assertThat(heard.text()).isEqualTo(expected.replace("\n", "\r\n"));
  }

  @Test
  void aSyntaxErrorIsShown() throws Exception {
    RecordingSink heard = start("echo 'open");

    assertThat(heard.exitCode()).isEqualTo(2);
    assertThat(heard.text()).containsIgnoringCase("unterminated");
  }

  @Test
  void aCommandMayBeLongerThanTheSystemsArguments() throws Exception {
    String text =
        IntStream.range(0, 10_000).mapToObj(i -> "line number " + i + "\n").collect(joining());

    RecordingSink heard = start("cat <<END\n" + text + "END");

    heard.awaitEnd();
    assertThat(heard.text()).isEqualTo(text.replace("\n", "\r\n"));
  }

  @Test
  void environmentAndDirectoryAreTheCommands() throws Exception {
    Map<String, String> env = Map.of("WHO", "world", "TERM", "dumb");
    CommandSpec spec =
        new CommandSpec(
            "e", "echo $GREETING $WHO $TERM; pwd", null, env, "/", true, TerminalSize.USUAL);

    RecordingSink heard = engine.start(spec, new RecordingSink());

    heard.awaitEnd();
    assertThat(heard.text()).isEqualTo("hello world dumb\r\n/\r\n");
  }

  @Test
  void whatIsTypedIsEchoedAndRead() throws Exception {
    RecordingSink heard = start("printf 'name? '; read name; echo \"hello $name\"");
    await().until(() -> heard.text().equals("name? "));

    type(heard, "Ada\n");

    heard.awaitEnd();
    assertThat(heard.text()).isEqualTo("name? Ada\r\nhello Ada\r\n");
  }

  @Test
  void typingMayBeginAtOnce() throws Exception {
    for (int i = 0; i < 30; i++) {
      RecordingSink heard = start("stty -echo; read a; echo [$a]");
      type(heard, i + "\n");

      heard.awaitEnd();
      assertThat(heard.text()).endsWith("[" + i + "]\r\n");
    }
  }

  @Test
  void withoutInteractionThereIsATerminalAllTheSame() throws Exception {
    CommandSpec spec =
        new CommandSpec("i", "read a; echo [$a]", null, Map.of(), null, false, TerminalSize.USUAL);
    RecordingSink heard = engine.start(spec, new RecordingSink());

    type(heard, "x\n");

    heard.awaitEnd();
    assertThat(heard.text()).contains("[x]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "whole\n", "half", "whole\nhalf"})
  void theEndOfInputIsTheTerminalsCharacter(String typed) throws Exception {
    RecordingSink heard = start("stty -echo; echo ready; cat; echo .");
    await().until(() -> heard.text().contains("ready"));

    engine.engine.input(heard.commandId, typed, true);

    heard.awaitEnd();
    assertThat(heard.text()).isEqualTo("ready\r\n" + typed.replace("\n", "\r\n") + ".\r\n");
  }

  @Test
  void aTerminalsInputCanEndMoreThanOnce() throws Exception {
    RecordingSink heard = start("stty -echo; echo ready; cat; echo .; cat; echo .");
    await().until(() -> heard.text().contains("ready"));

    engine.engine.input(heard.commandId, "a", true);
    await().until(() -> heard.text().contains("."));
    engine.engine.input(heard.commandId, "b\n", true);

    heard.awaitEnd();
    assertThat(heard.text()).isEqualTo("ready\r\na.\r\nb\r\n.\r\n");
  }

  @Test
  void muchInputWaitsForTheProgramToReadIt() throws Exception {
    String lines = "0123456789abcde\n".repeat(20_000);
    RecordingSink heard = start("stty -echo; echo ready; sleep 0.2; wc -c; echo done");
    await().until(() -> heard.text().contains("ready"));

    engine.engine.input(heard.commandId, lines, true);

    heard.awaitEnd();
    assertThat(heard.text()).isEqualTo("ready\r\n320000\r\ndone\r\n");
  }

  @Test
  void whoTypesForNobodyIsNotHeldUpWhenTheCommandEnds() throws Exception {
    RecordingSink heard = start("stty -echo; echo ready; sleep 300");
    await().until(() -> heard.text().contains("ready"));
    type(heard, "0123456789abcde\n".repeat(20_000));

    engine.engine.stop(heard.commandId);

    heard.awaitEnd();
    await().until(() -> LeakTest.threads() == 0);
  }

  @Test
  void controlCInterruptsTheProgramInFront() throws Exception {
    RecordingSink heard = start("trap 'echo caught' INT; echo ready; sleep 300; echo next");
    await().until(() -> heard.text().contains("ready"));

    type(heard, "\u0003");

    assertThat(heard.exitCode()).isZero();
    assertThat(heard.text()).contains("caught").endsWith("next\r\n");
  }

  @Test
  void tenMegabytesComeInOrderAndWhole() throws Exception {
    RecordingSink heard = start("seq 1000001 2000000; echo last");

    heard.awaitEnd();
    String expected =
        IntStream.rangeClosed(1_000_001, 2_000_000).mapToObj(i -> i + "\r\n").collect(joining());
    assertThat(heard.text().equals(expected + "last\r\n")).as("all lines, in order").isTrue();
  }

  @Test
  void theLastWordsAreHeard() throws Exception {
    for (int i = 0; i < 40; i++) {
      RecordingSink heard = start("seq 1 3000; printf 'end %s' " + i);

      heard.awaitEnd();
      assertThat(heard.text()).endsWith("3000\r\nend " + i);
    }
  }

  @Test
  void aTerminalThatIsLetGoOfForAWhileIsStillThere() throws Exception {
    RecordingSink heard =
        start(
            "tty=$(tty); echo before; exec <>/dev/null >&0 2>&0; sleep 0.2;"
                + " exec <>$tty >&0; echo after");

    heard.awaitEnd();
    assertThat(heard.text()).isEqualTo("before\r\nafter\r\n");
  }

  @Test
  void whoStaysBehindIsHeardForAWhile() throws Exception {
    RecordingSink heard = start("trap '' HUP; (sleep 0.1; echo late; sleep 30) & echo started");

    CommandEnd end = heard.awaitEnd();

    assertThat(heard.text()).isEqualTo("started\r\nlate\r\n");
    assertThat(end.ran()).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep 300 & echo $!; wait",
        "sh -c 'sh -c \"echo \\$\\$; sleep 300; true\"; true'; true",
        "(sleep 300 & echo $!); sleep 300",
        "nohup sleep 300 >/dev/null & echo $!; wait",
        "(setsid sh -c 'echo $$; exec sleep 300' &); sleep 300",
        "trap '' TERM HUP; echo $$; while true; do sleep 300; done"
      })
  void stopEndsAllThatCameOfTheCommand(String line) throws Exception {
    RecordingSink heard = start(line);
    await().until(() -> heard.text().contains("\n"));
    List<ProcessHandle> processes = ProcessTreeTest.processes(heard);

    assertThat(engine.engine.stop(heard.commandId)).isTrue();

    heard.awaitEnd();
    assertThat(processes).isNotEmpty().noneMatch(ProcessTable::isAlive);
  }

  private RecordingSink start(String line) throws CommandException {
    return start(TerminalSize.USUAL, line);
  }

  private RecordingSink start(TerminalSize size, String line) throws CommandException {
    return engine.start(engine.spec(line, size), new RecordingSink());
  }

  private void type(RecordingSink heard, String text) throws CommandException {
    engine.engine.input(heard.commandId, text, false);
  }
}

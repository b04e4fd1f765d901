package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.TerminalSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that wait for input, and commands that do not, as the system shows them. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class PromptTest {

  private static final Duration WHILE = Duration.ofMillis(1500);

  private static final boolean PYTHON =
      Stream.of(System.getenv("PATH").split(":", -1))
          .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));

  private final TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eachWaitIsToldOnce(boolean terminal) throws Exception {
    RecordingSink heard =
        start(terminal, "printf 'name? '; read name; printf 'age: '; read age; echo $name $age");
    awaitQuestions(heard, "name? ");

    type(heard, "Ada\n");
    awaitQuestions(heard, "name? ", "age: ");
    type(heard, "36\n");

    heard.awaitEnd();
    assertThat(heard.text()).endsWith(terminal ? "Ada 36\r\n" : "Ada 36\n");
    assertThat(heard.questions()).containsExactly("name? ", "age: ");
  }

  @Test
  void aPasswordIsAskedWithoutEcho() throws Exception {
    RecordingSink heard =
        start(true, "printf 'user: '; read u; printf 'password: '; stty -echo; read p; echo $u$p");
    awaitQuestions(heard, "user: ");

    type(heard, "ada\n");
    awaitQuestions(heard, "user: ", "password: ");
    type(heard, "secret\n");

    heard.awaitEnd();
    assertThat(heard.text()).isEqualTo("user: ada\r\npassword: adasecret\r\n");
  }

  @Test
  void aPromptComesWithTheOutputUpToIt() throws Exception {
    RecordingSink heard = start(false, "echo one; echo two >&2; printf 'three? '; read x");

    awaitQuestions(heard, "three? ");

    Prompt prompt = heard.prompts.get(0);
    assertThat(prompt.pieces()).isEqualTo(heard.pieces.size());
    assertThat(prompt.tail().apply(1000)).isEqualTo(heard.text()).contains("one\n", "two\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cat",
        "sort",
        "sh -c 'sh -c \"read x; true\"; true'; true",
        "(read x; true) | cat",
        "echo working...; cat",
        "sleep 300 & cat",
        "exec cat"
      })
  void whoReadsWaitsWhetherItAsksOrNot(String line) throws Exception {
    for (RecordingSink heard : List.of(start(false, line), start(true, line))) {
      await().untilAsserted(() -> assertThat(heard.questions()).containsExactly(""));
    }
  }

  @Test
  void whoReadsTheTerminalByItsOtherNameWaitsToo() throws Exception {
    RecordingSink heard = start(true, "sh -c 'printf \"token: \" >/dev/tty; read x </dev/tty'");

    awaitQuestions(heard, "token: ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pythonAsks(boolean terminal) throws Exception {
    assumeTrue(PYTHON, "no python3: apt-get install python3");

    RecordingSink heard =
        start(
            terminal,
            """
            python3 -c '
            import getpass, threading
            a = input("name? ")
            b = getpass.getpass("secret: ")
            t = threading.Thread(target=lambda: print(a, b, input("more? ")))
            t.start(); t.join()'
            """);
    awaitQuestions(heard, "name? ");

    type(heard, "Ada\n");
    awaitQuestions(heard, "name? ", "secret: ");
    type(heard, "x\n");
    awaitQuestions(heard, "name? ", "secret: ", "more? ");
    type(heard, "y\n");

    assertThat(heard.exitCode()).isZero();
    assertThat(heard.text()).contains("Ada x y");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aProgramThatPollsIsKnownByItsQuestion(boolean terminal) throws Exception {
    assumeTrue(PYTHON, "no python3: apt-get install python3");
    String poll = "import select, sys; select.select([sys.stdin], [], []); print(input())";

    RecordingSink heard = start(terminal, "printf 'poll> '; python3 -c '" + poll + "'");

    awaitQuestions(heard, "poll> ");
    type(heard, "x\n");
    assertThat(heard.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoDoesNotReadTheInputDoesNotWait(boolean terminal, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "");
    List<String> lines =
        List.of(
            "sleep 30",
            "while :; do :; done",
            "while :; do echo x; sleep 0.05; done",
            "printf 'name? '; sleep 30",
            "cat & sleep 30",
            "sh -c 'cat & printf \"$ \"; sleep 30'",
            "printf '> '; tail -f /dev/null </dev/null",
            "printf '> '; tail -f " + file + " </dev/null",
            "sleep 30 | cat",
            "cat </dev/null; sleep 30",
            PYTHON ? "python3 -c 'import time; time.sleep(30)'" : "sleep 30");
    List<RecordingSink> all = new ArrayList<>();
    for (String line : lines) {
      all.add(start(terminal, line));
    }

    await()
        .during(WHILE)
        .atMost(WHILE.multipliedBy(4))
        .untilAsserted(() -> assertThat(all).allMatch(heard -> heard.prompts.isEmpty()));
    assertThat(all).noneMatch(RecordingSink::hasEnded);
  }

  @Test
  void withoutInputThereIsNoWaiting() throws Exception {
    CommandSpec deaf = new CommandSpec("d", "cat; sleep 30", null, Map.of(), null, false, null);
    RecordingSink noInput = engine.start(deaf, new RecordingSink());
    RecordingSink closed = start(false, "cat; sleep 30");
    engine.engine.input(closed.commandId, "", true);

    await()
        .during(WHILE)
        .atMost(WHILE.multipliedBy(2))
        .until(() -> noInput.prompts.isEmpty() && closed.prompts.isEmpty());
  }

  @Test
  void whoAttachesWhileTheCommandWaitsHearsSoAfterThePieces() throws Exception {
    RecordingSink first = start(false, "echo a; printf 'b? '; read b");
    awaitQuestions(first, "b? ");

    RecordingSink fromStart = engine.attach(first.commandId, 0);
    RecordingSink fromNow = engine.attach(first.commandId, first.pieces.size());

    awaitQuestions(fromStart, "b? ");
    awaitQuestions(fromNow, "b? ");
    assertThat(fromStart.text()).isEqualTo("a\nb? ");
    assertThat(fromNow.pieces).isEmpty();
    assertThat(first.questions()).containsExactly("b? ");
  }

  @Test
  void whoAttachesAfterACommandThatNobodyWatchedIsToldToo() throws Exception {
    RecordingSink indifferent =
        new RecordingSink() {
          @Override
          public boolean wantsPrompts() {
            return false;
          }
        };
    engine.start(engine.spec("printf 'b? '; read b"), indifferent);
    await().until(() -> indifferent.text().equals("b? "));

    awaitQuestions(engine.attach(indifferent.commandId, 0), "b? ");
    assertThat(indifferent.prompts).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoAttachesAfterTheInputHearsOfTheNextWaitOnly(boolean terminal) throws Exception {
    String loop = "i=0; while :; do printf \"q$i? \"; read x; i=$((i+1)); done";
    RecordingSink heard = start(terminal, terminal ? "stty -echo; " + loop : loop);

    for (int i = 0; i < 24; i++) {
      awaitQuestions(heard, "q" + i + "? ");
      type(heard, "\n");
      heard = engine.attach(heard.commandId, heard.prompts.get(0).pieces());
    }

    awaitQuestions(heard, "q24? ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAnsweredQuestionIsNotHeardAgain(boolean terminal) throws Exception {
    RecordingSink heard = start(terminal, "printf 'a? '; read x; sleep 30");
    awaitQuestions(heard, "a? ");

    type(heard, "yes\n");
    RecordingSink late = engine.attach(heard.commandId, 0);

    await()
        .during(WHILE)
        .atMost(WHILE.multipliedBy(2))
        .until(() -> late.prompts.isEmpty() && heard.prompts.size() == 1);
  }

  @Test
  void halfALineLeavesTheProgramWaiting() throws Exception {
    RecordingSink heard = start(true, "stty -echo; printf 'a? '; read x; echo [$x]");
    awaitQuestions(heard, "a? ");

    type(heard, "he");
    await().until(() -> heard.prompts.size() == 2);
    type(heard, "llo\n");

    heard.awaitEnd();
    assertThat(heard.text()).endsWith("[hello]\r\n");
  }

  @Test
  void whatOthersSayMeanwhileIsNoNewWait() throws Exception {
    String chatty = "(trap '' HUP; for i in 1 2 3; do sleep 0.4; echo $i; done; sleep 30) &";
    RecordingSink heard = start(false, chatty + " printf 'a? '; read x");
    awaitQuestions(heard, "a? ");

    await().until(() -> heard.text().contains("3"));

    await().during(Duration.ofSeconds(1)).until(() -> heard.prompts.size() == 1);
    RecordingSink late = engine.attach(heard.commandId, 0);
    await().until(() -> late.prompts.size() == 1);
    assertThat(late.prompts.get(0).pieces()).isEqualTo(late.pieces.size());
  }

  @Test
  void aQuestionThatEndsItsLineIsOneToo() throws Exception {
    RecordingSink heard = start(false, "echo 'Your name:'; read x; read y");
    awaitQuestions(heard, "Your name:");

    type(heard, "Ada\n");

    awaitQuestions(heard, "Your name:", "");
  }

  @Test
  void theOtherStreamDoesNotHideTheQuestion() throws Exception {
    RecordingSink heard = start(false, "printf 'sure? '; sleep 0.3; echo warning >&2; read x");

    awaitQuestions(heard, "sure? ");
    assertThat(heard.text()).isEqualTo("sure? warning\n");
  }

  @Test
  void manyWaitsAreEachToldOnce() throws Exception {
    RecordingSink heard = start(false, "while read x; do :; done");

    for (int i = 1; i <= 10; i++) {
      int waits = i;
      await().until(() -> heard.prompts.size() >= waits);
      type(heard, "x\n");
    }

    engine.engine.input(heard.commandId, "", true);
    heard.awaitEnd();
    assertThat(Set.of(10, 11)).contains(heard.prompts.size());
  }

  private RecordingSink start(boolean terminal, String line) throws CommandException {
    return engine.start(
        terminal ? engine.spec(line, TerminalSize.USUAL) : engine.spec(line), new RecordingSink());
  }

  private void type(RecordingSink heard, String text) throws CommandException {
    engine.engine.input(heard.commandId, text, false);
  }

  private static void awaitQuestions(RecordingSink heard, String... questions) {
    await().untilAsserted(() -> assertThat(heard.questions()).containsExactly(questions));
  }
}

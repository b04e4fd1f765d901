package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.internal.process.InputProbe.Finding;
import dev.drover.internal.process.InputProbe.Reader;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** When it looks, and what it makes of what it sees. */
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class PromptWatchTest {

  private final AtomicInteger looks = new AtomicInteger();
  private volatile Finding finding = Finding.UNKNOWN;
  private final TestEngine engine =
      TestEngine.probing(
          () -> {
            looks.incrementAndGet();
            return finding;
          });

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void whereItCannotBeToldASilentQuestionCounts() throws Exception {
    long before = System.nanoTime();
    RecordingSink heard = engine.start("printf 'name? '; read x; printf 'sure? '; read x");

    await().untilAsserted(() -> assertThat(heard.questions()).containsExactly("name? "));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(1));
    engine.engine.input(heard.commandId, "x\n", false);

    await().untilAsserted(() -> assertThat(heard.questions()).endsWith("sure? ").hasSize(2));
  }

  @Test
  void whereItCannotBeToldOtherSilenceDoesNotCount() throws Exception {
    RecordingSink working = engine.start("printf 'working...'; read x");
    RecordingSink said = engine.start("echo 'name?'; read x");
    RecordingSink answered = engine.start("printf 'name? '; read x; read x");
    await().until(() -> answered.text().equals("name? "));
    engine.engine.input(answered.commandId, "x\n", false);

    await()
        .during(Duration.ofMillis(1500))
        .until(
            () ->
                working.prompts.isEmpty() && said.prompts.isEmpty() && answered.prompts.isEmpty());
  }

  @Test
  void aQuestionThatWasToldIsNotToldAgainToTheSame() throws Exception {
    RecordingSink heard = engine.start("printf 'name? '; read x");
    await().until(() -> heard.prompts.size() == 1);

    RecordingSink late = engine.attach(heard.commandId, 0);

    await().until(() -> late.prompts.size() == 1);
    assertThat(heard.prompts).hasSize(1);
  }

  @Test
  void nobodyLooksWhileOutputFlows() throws Exception {
    RecordingSink forgetful =
        new RecordingSink() {
          @Override
          public boolean piece(OutputPiece piece) {
            return true;
          }
        };

    engine.start(engine.spec("while :; do echo x; done"), forgetful);

    // Not none: under load there may be a gap.
    await().during(Duration.ofMillis(1500)).until(() -> looks.get() < 3);
  }

  @Test
  void nobodyLooksForASinkThatDoesNotWantToKnow() throws Exception {
    RecordingSink indifferent =
        new RecordingSink() {
          @Override
          public boolean wantsPrompts() {
            return false;
          }
        };
    engine.start(engine.spec("printf 'a? '; read x"), indifferent);

    await().during(Duration.ofSeconds(1)).until(() -> looks.get() == 0);
  }

  @Test
  void theLooksBecomeRareAndEndWithTheWait() throws Exception {
    finding = Finding.NOT_READING;
    RecordingSink heard = engine.start("sleep 30");
    await().during(Duration.ofSeconds(2)).until(() -> looks.get() <= 6);
    assertThat(looks).hasValueGreaterThan(2);

    finding = Finding.reading(new Reader(1, 1));
    await().until(() -> heard.prompts.size() == 1);

    int now = looks.get();
    await().during(Duration.ofMillis(1100)).until(() -> looks.get() == now);
  }

  @Test
  void nobodyLooksAfterTheSinkHasGoneOrTheCommandHasEnded() throws Exception {
    finding = Finding.NOT_READING;
    RecordingSink leaving = new RecordingSink();
    engine.start(engine.spec("sleep 1; echo x; sleep 30"), leaving);
    RecordingSink ended = engine.run("sleep 0.3");
    assertThat(ended.prompts).isEmpty();
    leaving.gone = true;
    await().until(() -> leaving.pieces.size() == 1);

    await().untilAsserted(() -> assertNoMoreLooks());
  }

  /** The same reader that has not slept anew: the terminal has not handed the input on yet. */
  @Test
  void aReaderThatHasNotNoticedTheInputIsNotWaitingAnew() throws Exception {
    finding = Finding.reading(new Reader(1, 1));
    RecordingSink heard = engine.start("read x; read y; read z");
    await().until(() -> heard.prompts.size() == 1);

    engine.engine.input(heard.commandId, "x\n", false);
    await().during(Duration.ofMillis(600)).until(() -> heard.prompts.size() == 1);
    finding = Finding.reading(new Reader(1, 2));

    await().until(() -> heard.prompts.size() == 2);
  }

  private void assertNoMoreLooks() {
    int now = looks.get();
    await().during(Duration.ofMillis(1100)).until(() -> looks.get() == now);
  }
}

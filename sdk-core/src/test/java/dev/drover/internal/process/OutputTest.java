package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.ErrorCodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class OutputTest {

  private TestEngine engine = new TestEngine();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void bothStreamsShareOneNumbering() throws Exception {
    String line = "for i in 1 2 3 4 5; do echo o$i; sleep 0.01; echo e$i >&2; sleep 0.01; done";

    RecordingSink heard = engine.run(line);

    assertThat(heard.stdout()).isEqualTo("o1\no2\no3\no4\no5\n");
    assertThat(heard.stderr()).isEqualTo("e1\ne2\ne3\ne4\ne5\n");
    assertNumbered(heard, 0);
  }

  @Test
  void tenMegabytesReachASlowSinkThroughASmallRing() throws Exception {
    engine = TestEngine.keeping(100_000);
    RecordingSink slow = RecordingSink.held();
    RecordingSink heard = engine.start(engine.spec("yes 1234567 | head -n 1250000"), slow);
    slow.permits.release(20);
    await().until(() -> slow.pieces.size() == 20);
    assertThat(heard.hasEnded()).isFalse();

    slow.permits.release(1_000_000_000);

    assertThat(heard.awaitEnd().truncated()).isTrue();
    assertThat(heard.text()).isEqualTo("1234567\n".repeat(1_250_000));
    assertNumbered(heard, 0);
  }

  @Test
  void withoutASinkTheCommandGoesOnAndTheOldestOutputGoes() throws Exception {
    engine = TestEngine.keeping(1000);
    RecordingSink leaving = new RecordingSink();
    leaving.gone = true;

    engine.start(engine.spec("seq 1 100000; echo last"), leaving);
    await().until(() -> engine.engine.running().isEmpty());
    RecordingSink late = engine.attach(leaving.commandId, 0);

    CommandEnd end = late.awaitEnd();
    assertThat(end.truncated()).isTrue();
    assertThat(late.text()).hasSizeLessThanOrEqualTo(1000).endsWith("100000\nlast\n");
    assertThat(end.tail().apply(12)).isEqualTo("100000\nlast\n".substring(0, 12));
    assertNumbered(late, end.pieces() - late.pieces.size());
    assertThat(leaving.pieces).hasSize(1);
    assertThat(leaving.ends).hasValue(0);
  }

  @Test
  void attachingMidwayGivesTheRestAndWhatFollows() throws Exception {
    RecordingSink first = engine.start("echo a; read x; echo b");
    await().until(() -> first.pieces.size() == 1);

    RecordingSink fromStart = engine.attach(first.commandId, 0);
    RecordingSink fromNow = engine.attach(first.commandId, 1);
    await().until(() -> fromStart.pieces.size() == 1);
    engine.engine.input(first.commandId, "\n", false);

    fromStart.awaitEnd();
    fromNow.awaitEnd();
    assertThat(fromStart.pieces).isEqualTo(first.pieces);
    assertThat(fromNow.text()).isEqualTo("b\n");
    assertNumbered(fromNow, 1);
  }

  @Test
  void attachingWithTheSameKeyReplacesTheSink() throws Exception {
    RecordingSink before = engine.start("echo a; read x; echo b");
    await().until(() -> before.pieces.size() == 1);
    RecordingSink after = new RecordingSink();

    engine.engine.attach(before.commandId, 0, "first", after);
    engine.engine.input(before.commandId, "\n", false);

    after.awaitEnd();
    assertThat(after.text()).isEqualTo("a\nb\n");
    assertThat(before.text()).isEqualTo("a\n");
    assertThat(before.hasEnded()).isFalse();
  }

  @Test
  void anEndedCommandStaysAttachableForAWhile() throws Exception {
    RecordingSink ended = engine.run("echo a; exit 5");
    engine.nanos.addAndGet(Duration.ofMinutes(5).toNanos() - 1);

    RecordingSink late = engine.attach(ended.commandId, 0);

    assertThat(late.exitCode()).isEqualTo(5);
    assertThat(late.pieces).isEqualTo(ended.pieces);
    engine.nanos.incrementAndGet();
    CommandEngineTest.assertCode(
        ErrorCodes.UNKNOWN_COMMAND, () -> engine.attach(ended.commandId, 0));
  }

  @Test
  void ofEndedCommandsTheNewest64AreKnown() throws Exception {
    for (int i = 0; i < 66; i++) {
      engine.run("true");
    }

    CommandEngineTest.assertCode(ErrorCodes.UNKNOWN_COMMAND, () -> engine.attach("c2", 0));
    assertThat(engine.attach("c3", 0).exitCode()).isZero();
  }

  @Test
  void anIdThatIsKnownIsRefused() throws Exception {
    RecordingSink running = engine.start("sleep 30");
    RecordingSink ended = engine.run("true");

    for (String id : new String[] {running.commandId, ended.commandId}) {
      CommandEngineTest.assertCode(
          ErrorCodes.DUPLICATE_COMMAND_ID,
          () -> engine.start(CommandSpec.of(id, "true"), new RecordingSink()));
    }
  }

  @Test
  void malformedBytesAreReplacedAndCarriageReturnsKept() throws Exception {
    RecordingSink heard = engine.run("printf 'a\\377b\\r\\n\\303'");

    assertThat(heard.text()).isEqualTo("a\uFFFDb\r\n\uFFFD");
  }

  @Test
  void aCharacterIsNeverCut() throws Exception {
    RecordingSink heard =
        engine.run(
            "printf 'x\\360\\237'; sleep 0.05; printf '\\220\\221\\303'; sleep 0.05; printf '\\251'");

    assertThat(heard.text()).isEqualTo("x🐑é");
  }

  @Test
  void aBackgroundProcessDoesNotKeepTheCommandFromEnding() throws Exception {
    RecordingSink heard = engine.start("sleep 30 & echo started");

    CommandEnd end = heard.awaitEnd();

    assertThat(end.exitCode()).isZero();
    assertThat(end.ran()).isLessThan(Duration.ofSeconds(5));
    assertThat(heard.text()).isEqualTo("started\n");
  }

  @Test
  void whatABackgroundProcessSaysSoonAfterIsHeard() throws Exception {
    RecordingSink heard = engine.run("(sleep 0.1; echo late; sleep 30) & echo started");

    assertThat(heard.text()).isEqualTo("started\nlate\n");
  }

  @Test
  void aBackgroundProcessThatGoesOnWritingLives(@TempDir Path folder) throws Exception {
    Path enough = folder.resolve("enough");
    Path marker = folder.resolve("marker");
    String loop = "while [ ! -e " + enough + " ]; do echo x || exit; sleep 0.05; done";

    RecordingSink heard = engine.run("(" + loop + "; touch " + marker + ") &");

    assertThat(heard.awaitEnd().ran()).isLessThan(Duration.ofSeconds(2));
    Files.createFile(enough);
    await().until(() -> Files.exists(marker));
  }

  private static void assertNumbered(RecordingSink heard, long from) {
    long[] expected = LongStream.range(from, from + heard.pieces.size()).toArray();
    assertThat(heard.pieces.stream().mapToLong(OutputPiece::seq)).containsExactly(boxed(expected));
    assertThat(heard.ends).hasValue(1);
  }

  private static Long[] boxed(long[] numbers) {
    return IntStream.range(0, numbers.length).mapToObj(i -> numbers[i]).toArray(Long[]::new);
  }
}

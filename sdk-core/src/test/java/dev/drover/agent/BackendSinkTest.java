package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.Limits;
import dev.drover.internal.console.Console;
import dev.drover.internal.process.CommandEnd;
import dev.drover.internal.process.CommandEngine;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.process.EngineSettings;
import dev.drover.internal.process.OutputPiece;
import dev.drover.internal.process.Prompt;
import dev.drover.internal.session.Connection;
import dev.drover.internal.session.ErrorSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One command's way to a backend, over connections that the test plays by hand. */
@Timeout(30)
class BackendSinkTest {

  private final AgentOptions options = AgentOptions.of("vm-1").withKeptOutputBytes(100_000);
  private final RunningTimes times = new RunningTimes();
  private final CommandEngine engine =
      new CommandEngine(
          new EngineSettings(
              Path.of("").toAbsolutePath(),
              Map.of(),
              16,
              100_000,
              Duration.ofMillis(100),
              System::nanoTime),
          new CommandsShown(new Console("vm-1"), times, () -> {}));
  private final UnheardCommands unheard = new UnheardCommands();
  private final Line first = new Line();
  private final Line second = new Line();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void aPromptIsToldAsTheExtensionHasIt() {
    BackendSink sink = sink("r", Limits.DEFAULT);
    times.started("c");
    sink.piece(new OutputPiece(0, false, "Password: ", false));

    sink.awaitingInput(new Prompt("Password: ", 1, false, bytes -> "Password: "));

    JsonNode told = first.sent.get(1);
    GoldenShape.assertLike(told, "drover.v1/command_awaiting_input");
    assertThat(told.path("message").asText()).isEqualTo("Password: ");
    assertThat(told.path("request_id").asText()).isEqualTo("r");
    assertThat(told.at("/metadata/full_output").asText()).isEqualTo("Password: ");
    assertThat(told.at("/metadata/seq").asInt()).isEqualTo(1);
    assertThat(told.at("/metadata/execution_time").asDouble()).isPositive();
  }

  @Test
  void aPromptWithoutRequestIdIsNotTold() {
    BackendSink sink = sink(null, Limits.DEFAULT);

    sink.awaitingInput(new Prompt("? ", 0, false, bytes -> ""));

    assertThat(first.sent).isEmpty();
  }

  @Test
  void aPromptAfterMuchOutputHasTheNewestOfIt() {
    BackendSink sink = sink("r", Limits.DEFAULT.withMaxMessageBytes(50_000));
    String much = "x".repeat(40_000);
    sink.piece(new OutputPiece(0, false, much, false));
    sink.piece(new OutputPiece(1, false, much + "? ", false));

    sink.awaitingInput(new Prompt("? ", 2, false, bytes -> tail(much + much + "? ", bytes)));

    JsonNode told = first.sent.get(2);
    assertThat(told.at("/metadata/full_output").asText()).hasSize(25_000).endsWith("x? ");
    assertThat(told.at("/metadata/truncated").asBoolean()).isTrue();
  }

  /** Whoever attached late was not sent what is missing, but is not told all either. */
  @Test
  void aPromptTellsThatOlderOutputIsNoLongerKept() {
    BackendSink sink = sink("r", Limits.DEFAULT);

    sink.awaitingInput(new Prompt("? ", 9, true, bytes -> "newest? "));

    assertThat(first.sent.get(0).at("/metadata/truncated").asBoolean()).isTrue();
  }

  @Test
  void aPieceThatFitsIntoNoMessageDoesNotStopTheRest() {
    BackendSink sink = sink("r", Limits.DEFAULT.withMaxMessageBytes(2000));

    assertThat(sink.piece(new OutputPiece(0, false, "x".repeat(3000), false))).isTrue();
    assertThat(sink.piece(new OutputPiece(1, false, "y", false))).isTrue();

    assertThat(first.sent).singleElement().asString().contains("\"y\"");
  }

  @Test
  void anEndThatTheEngineHasForgottenIsStillTold() {
    BackendSink sink = sink("r", Limits.DEFAULT);
    unheard.onRegistered(first);
    first.over = true;

    assertThat(sink.piece(new OutputPiece(0, false, "a", false))).isTrue();
    sink.end(new CommandEnd(3, null, Duration.ofMillis(5), 1, false, bytes -> "a"));
    unheard.onRegistered(second);

    await().until(() -> second.sent.size() == 1);
    assertThat(second.sent.get(0).at("/metadata/exit_code").asInt()).isEqualTo(3);
    assertThat(second.sent.get(0).at("/metadata/full_output").asText()).isEqualTo("a");
    assertThat(second.sent.get(0).path("request_id").asText()).isEqualTo("r");
  }

  @Test
  void whoHearsLateThatTheConnectionIsOverGoesOnAtOnce() {
    BackendSink sink = sink("r", Limits.DEFAULT);
    first.over = true;
    unheard.onRegistered(second);

    sink.end(new CommandEnd(0, null, Duration.ofMillis(5), 0, false, bytes -> ""));

    await().until(() -> second.sent.size() == 1);
  }

  @Test
  void aStartThatCouldNotBeToldIsToldLater() throws Exception {
    first.over = true;
    unheard.onRegistered(first);
    BackendSink sink = sink("r", Limits.DEFAULT);
    CommandSpec spec = CommandSpec.of("c", "echo a");
    engine.start(spec, "r", sink, () -> sink.started(spec));

    unheard.onRegistered(second);

    await().until(() -> second.sent.size() == 3);
    assertThat(second.sent)
        .extracting(m -> m.path("type").asText())
        .containsExactly("command_started", "command_output", "command_completed");
    assertThat(first.sent).isEmpty();
  }

  private BackendSink sink(@Nullable String requestId, Limits limits) {
    ErrorSink errors = new ErrorSink(ClientOptions.of("ws://fake:1").onError(e -> {}));
    VmBody vm =
        new VmBody(
            options,
            engine,
            times,
            new SystemInfo(options.workingDirectory()),
            new Outbound(limits, errors),
            errors);
    return new BackendSink(new BackendReply(vm, unheard, first, "command", requestId), "c", 0);
  }

  private static String tail(String text, int most) {
    return text.substring(Math.max(0, text.length() - most));
  }

  /** A connection that keeps what is sent on it, until it is over. */
  private static final class Line implements Connection {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> sent = new CopyOnWriteArrayList<>();
    volatile boolean over;

    @Override
    public void sendWaiting(byte[] frame, Duration patience, boolean through) {
      if (over) {
        throw new ConnectionException(ConnectionException.Reason.LOST, "over", null);
      }
      try {
        sent.add(JSON.readTree(frame));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A watcher that reads nothing for a while, over a real socket. */
class ExecutionSlowViewerTest extends WithExecution {

  private static final int MISSED = 40;

  private final Reader reader = new Reader();

  @Override
  ServerOptions options() {
    return super.options().withClock(ServerClock.system()).withMaxQueuedBytes(8 << 20);
  }

  /** Reads one message, then nothing until it is told to. */
  private static final class Reader implements WebSocket.Listener {
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile boolean reading;

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        messages.add(PlainPeer.json(partial.toString()));
        partial.setLength(0);
      }
      if (reading || !last) {
        ws.request(1);
      }
      return null;
    }
  }

  /** Noise, of which no JPEG becomes small. */
  private static BufferedImage noise() {
    BufferedImage image = new BufferedImage(1_000, 1_000, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    IntStream.range(0, 1_000_000)
        .forEach(i -> image.setRGB(i % 1_000, i / 1_000, random.nextInt()));
    return image;
  }

  /** Somebody of whose preview so much is on its way that nothing more goes out. */
  private WebSocket stuck() {
    BufferedImage noise = noise();
    ExecutionDevice device = execution.device(DEVICE).showing(() -> noise);
    WebSocket socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address(""), reader).join();
    closing(socket::abort);
    say(socket, "{'type':'subscribe_device','device_id':'emulator-5554'}");
    say(socket, "{'type':'start_preview','device_id':'emulator-5554','quality':'high'}");
    await().atMost(Duration.ofSeconds(30)).until(() -> device.encodedFrames() >= MISSED);
    return socket;
  }

  private static void say(WebSocket socket, String json) {
    socket.sendText(json.replace('\'', '"'), true).join();
  }

  private void readOn(WebSocket socket) {
    reader.reading = true;
    socket.request(1);
  }

  @Test
  void seesTheNewestFramesAndEveryStep() {
    WebSocket socket = stuck();
    for (int i = 0; i < 100; i++) {
      execution.stepCompleted(DEVICE, "step " + i);
    }
    Instant now = Instant.now();

    readOn(socket);

    await().atMost(Duration.ofSeconds(30)).until(() -> !framesSince(now).isEmpty());
    assertThat(frames()).hasSizeLessThan(MISSED / 2);
    List<String> steps = texts("step_completed", "module_id");
    assertThat(steps).containsExactlyElementsOf(expectedSteps());
  }

  @Test
  void isToldHowManyLogEntriesItMissed() {
    WebSocket socket = stuck();
    execution.sendText("{\"type\":\"padding\",\"text\":\"" + "x".repeat(2 << 20) + "\"}");
    for (int i = 0; i < 50; i++) {
      execution.log(DEVICE, "line " + i);
    }

    readOn(socket);

    await().atMost(Duration.ofSeconds(30)).until(() -> missedLogEntries() >= 50);
    assertThat(missedLogEntries()).isEqualTo(50);
    assertThat(texts("error", "code")).containsOnly("RATE_LIMITED");
    assertThat(texts("log_entry", "message")).isEmpty();
  }

  /** How many, by all that was told of them. */
  private int missedLogEntries() {
    return texts("error", "message").stream()
        .map(message -> message.replaceAll("^(\\d+) log entries of emulator-5554 were .*", "$1"))
        .mapToInt(Integer::parseInt)
        .sum();
  }

  private static List<String> expectedSteps() {
    return IntStream.range(0, 100).mapToObj(i -> "step " + i).toList();
  }

  private List<String> texts(String type, String field) {
    return reader.messages.stream()
        .filter(message -> message.path("type").asText().equals(type))
        .map(message -> message.path(field).asText())
        .toList();
  }

  private List<String> frames() {
    return texts("preview_frame", "timestamp");
  }

  private List<String> framesSince(Instant time) {
    List<String> since = new ArrayList<>(frames());
    since.removeIf(timestamp -> Instant.parse(timestamp).isBefore(time));
    return since;
  }
}

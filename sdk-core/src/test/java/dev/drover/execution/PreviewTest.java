package dev.drover.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.DroverException;
import dev.drover.RequestTimeoutException;
import dev.drover.Subscription;
import dev.drover.internal.session.ErrorSink;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class PreviewTest {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final byte[] RED = Jpegs.plain(64, 48, Color.RED);
  private static final byte[] GREEN = Jpegs.plain(64, 48, Color.GREEN);

  private HandPlayedServer played;
  private Preview preview;

  @BeforeEach
  void connect() throws Exception {
    played = HandPlayedServer.connected();
    preview = played.client.startPreview("d1", PreviewQuality.MEDIUM);
  }

  @AfterEach
  void close() {
    played.close();
  }

  @Test
  void startsAndStopsWithItsMessages() {
    preview.close();
    preview.close();

    assertThat(played.sent())
        .containsExactly(
            "{'type':'start_preview','device_id':'d1','quality':'medium'}",
            "{'type':'stop_preview','device_id':'d1'}");
    assertThat(preview.isActive()).isFalse();
  }

  @Test
  void isStoppedByItsDevice() {
    played.client.stopPreview("d1");
    played.client.stopPreview("d1");

    assertThat(preview.isActive()).isFalse();
    assertThat(played.sent()).hasSize(2);
  }

  @Test
  void givesTheNewestFrame() {
    assertThat(preview.latest()).isEmpty();
    send(RED);
    send(GREEN);

    PreviewFrame frame = preview.latest().orElseThrow();
    assertThat(frame.jpeg()).isEqualTo(GREEN).isNotSameAs(frame.jpeg());
    assertThat(frame.width()).isEqualTo(1080);
    assertThat(frame.height()).isEqualTo(1920);
    assertThat(frame.timestamp()).isEqualTo(Instant.parse("2025-01-27T10:30:30.500Z"));
    assertThat(preview.frames()).isEqualTo(2);
  }

  @Test
  void decodesPictures(@TempDir Path folder) {
    send(RED);

    PreviewFrame frame = preview.latest().orElseThrow();
    assertThat(new Color(frame.toImage().getRGB(5, 5)).getRed()).isGreaterThan(240);
    assertThat(frame.saveTo(folder.resolve("a/b.jpg"))).hasBinaryContent(RED);
  }

  @Test
  void tellsWhatIsNoPicture() {
    played.frame("d1", "****");
    assertThatThrownBy(preview.latest().orElseThrow()::jpeg)
        .isInstanceOf(DroverException.class)
        .hasMessageContaining("d1")
        .hasMessageContaining("Base64");

    played.frame("d1", "AAAA");
    assertThatThrownBy(preview.latest().orElseThrow()::toImage)
        .hasMessageContaining("no picture that this JVM can read");
  }

  @Test
  void aFrameWrittenInAnUnusualWayIsOneToo() {
    played.says(
        "{'type':'preview_frame','device_id':'d1','frame_data':'data:image\\/jpeg;base64,%s','extra':{}}"
            .formatted(Jpegs.base64(RED).replace("/", "\\/")));

    assertThat(preview.latest().orElseThrow().jpeg()).isEqualTo(RED);
  }

  @Test
  void framesOfOthersAreNotHeard() {
    played.frame("d2", Jpegs.base64(RED));
    played.says("{'type':'preview_frame','frame_data':'AAAA'}");

    assertThat(preview.frames()).isZero();
    await().until(() -> played.reported.size() == 1);
  }

  @Test
  void aSlowListenerHearsTheNewestAndDoesNotHoldUpOthers() throws Exception {
    List<PreviewFrame> slow = new CopyOnWriteArrayList<>();
    List<PreviewFrame> fast = new CopyOnWriteArrayList<>();
    CountDownLatch gate = new CountDownLatch(1);
    preview.onFrame(
        frame -> {
          slow.add(frame);
          pass(gate);
        });
    preview.onFrame(fast::add);
    send(RED);
    await().until(() -> slow.size() == 1);
    for (int i = 0; i < 500; i++) {
      send(Jpegs.numbered(i % 50));
    }
    send(GREEN);
    await().until(() -> !fast.isEmpty() && last(fast).equals(preview.latest().orElseThrow()));

    gate.countDown();

    await().until(() -> slow.size() == 2);
    assertThat(last(slow).jpeg()).isEqualTo(GREEN);
  }

  @Test
  void aListenerThatThrowsHearsTheNext() {
    List<PreviewFrame> heard = new CopyOnWriteArrayList<>();
    preview.onFrame(
        frame -> {
          heard.add(frame);
          throw new IllegalStateException("a bug");
        });

    send(RED);
    await().until(() -> heard.size() == 1);
    send(GREEN);

    await().until(() -> heard.size() == 2 && played.reported.size() == 2);
  }

  @Test
  void aListenerThatIsClosedHearsNoMore() {
    List<PreviewFrame> heard = new CopyOnWriteArrayList<>();
    Subscription subscription = preview.onFrame(heard::add);
    subscription.close();

    send(RED);

    assertThat(preview.frames()).isEqualTo(1);
    assertThat(heard).isEmpty();
  }

  @Test
  void waitsForAFrame() throws Exception {
    CompletableFuture<PreviewFrame> green = preview.awaitFrameAsync(PreviewTest::isGreen, SOON);
    send(RED);
    send(GREEN);

    assertThat(green.get(5, TimeUnit.SECONDS).jpeg()).isEqualTo(GREEN);
    assertThat(preview.awaitFrame(PreviewTest::isGreen, SOON).jpeg()).isEqualTo(GREEN);
  }

  @Test
  void expectsAFrameThatTheTriggerCauses() {
    send(GREEN);
    PreviewFrame before = preview.latest().orElseThrow();

    PreviewFrame after = preview.expectFrame(PreviewTest::isGreen, SOON, () -> send(GREEN));

    assertThat(after).isNotSameAs(before);
  }

  @Test
  void aWaitTimesOutWithWhatWasSeen() {
    send(RED);

    assertThatThrownBy(() -> preview.awaitFrame(PreviewTest::isGreen, Duration.ofMillis(50)))
        .isInstanceOf(RequestTimeoutException.class)
        .hasMessageContaining("no frame of d1")
        .hasMessageContaining("50 ms")
        .hasMessageContaining("1 frames")
        .hasMessageContaining("1080×1920");
  }

  @Test
  void aConditionThatThrowsFailsTheWait() {
    send(RED);

    assertThatThrownBy(
            () ->
                preview.awaitFrame(
                    frame -> {
                      throw new IllegalStateException("a bug");
                    },
                    SOON))
        .hasMessage("a bug");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PREVIEW_UNAVAILABLE", "DEVICE_DISCONNECTED"})
  void endsWithAnErrorThatNamesItsDevice(String code) {
    CompletableFuture<PreviewFrame> wait = preview.awaitFrameAsync(frame -> true, SOON);

    played.says("{'type':'error','code':'%s','message':'gone','device_id':'d1'}".formatted(code));

    assertThat(preview.isActive()).isFalse();
    assertThatThrownBy(() -> wait.get(5, TimeUnit.SECONDS))
        .cause()
        .hasMessageContaining("the preview of d1 ended")
        .hasMessageContaining(code + ": gone");
    assertThat(played.client.startPreview("d1", PreviewQuality.LOW).isActive()).isTrue();
  }

  @Test
  void thatAnUnknownErrorEndsIsStoppedAtTheServer() {
    played.says("{'type':'error','code':'BATTERY_LOW','message':'9%','device_id':'d1'}");

    assertThat(preview.isActive()).isFalse();
    assertThat(played.sent()).endsWith("{'type':'stop_preview','device_id':'d1'}").hasSize(2);
  }

  @Test
  void endsWithTheExecution(@TempDir Path folder) {
    CompletableFuture<PreviewFrame> wait = preview.awaitFrameAsync(frame -> true, SOON);
    Recording recording = preview.recordTo(folder.resolve("preview.avi"));

    played.completed();

    assertThatThrownBy(() -> wait.get(5, TimeUnit.SECONDS))
        .cause()
        .hasMessageContaining("the execution has ended");
    await().until(() -> !preview.isActive() && !recording.isActive());
  }

  @Test
  void isNotStartedOnceTheClientIsBeingClosed() {
    ErrorSink errors = new ErrorSink(ClientOptions.of("ws://fake:1"));
    PreviewLines lines =
        new PreviewLines(
            ClientOptions.of("ws://fake:1").spreadPreviews(true),
            new ExecutionAddress(URI.create("ws://fake:1"), HandPlayedServer.ID),
            played.transports,
            errors,
            new PreviewBoard(errors, frame -> {}),
            frame -> {});
    lines.close();

    assertThatThrownBy(() -> lines.start("d9", PreviewQuality.LOW))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("no preview of d9: the client is closed");
  }

  @Test
  void endsWithTheConnection() {
    CompletableFuture<PreviewFrame> wait = preview.awaitFrameAsync(frame -> true, SOON);

    played.closes(4404);

    assertThatThrownBy(() -> wait.get(5, TimeUnit.SECONDS)).cause().hasMessageContaining("4404");
    assertThat(preview.isActive()).isFalse();
  }

  @Test
  void measuresItsRate() {
    FrameRate rate = new FrameRate();
    assertThat(rate.perSecond(0)).isZero();
    for (int i = 0; i < 100; i++) {
      rate.arrived(TimeUnit.MILLISECONDS.toNanos(80L * i));
    }
    long last = TimeUnit.MILLISECONDS.toNanos(80L * 99);

    assertThat(rate.perSecond(last)).isEqualTo(12.5);
    assertThat(rate.perSecond(last + TimeUnit.SECONDS.toNanos(3))).isZero();
  }

  @Test
  void twoOfOneDeviceAreOneTooMany() {
    assertThatThrownBy(() -> played.client.startPreview("d1", PreviewQuality.HIGH))
        .isInstanceOf(DroverException.class)
        .hasMessageContaining("a preview of d1 is running already");
  }

  @Test
  void showsNothingWithoutADisplay() {
    assertThat(preview.show()).isEqualTo(!java.awt.GraphicsEnvironment.isHeadless());
  }

  @Test
  void saysHowItStands() {
    send(RED);

    assertThat(preview).hasToString("Preview[d1, medium, running, 1 frames, 0.0 a second]");
    assertThat(preview.latest().orElseThrow().toString()).startsWith("PreviewFrame[d1, 1080×1920");
  }

  private void send(byte[] jpeg) {
    played.frame("d1", Jpegs.base64(jpeg));
  }

  private static boolean isGreen(PreviewFrame frame) {
    return new Color(frame.toImage().getRGB(5, 5)).getGreen() > 200;
  }

  private static PreviewFrame last(List<PreviewFrame> frames) {
    return frames.get(frames.size() - 1);
  }

  private static void pass(CountDownLatch gate) {
    try {
      gate.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

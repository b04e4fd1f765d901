package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seen of screens, in real time. */
class ExecutionPreviewTest extends WithExecution {

  private static final String JPEG = "data:image/jpeg;base64,";

  private final AtomicInteger looks = new AtomicInteger();

  @Override
  ServerOptions options() {
    return super.options().withClock(ServerClock.system());
  }

  private PlainPeer viewer(String quality) {
    PlainPeer peer = watcher();
    peer.read("device_status");
    return preview(peer, quality);
  }

  private static PlainPeer preview(PlainPeer peer, String quality) {
    return peer.send(
        "{'type':'start_preview','device_id':'emulator-5554','quality':'%s'}".formatted(quality));
  }

  private void showing(int width, int height) {
    BufferedImage image = picture(width, height, new Color(200, 30, 30));
    execution
        .device(DEVICE)
        .showing(
            () -> {
              looks.incrementAndGet();
              return image;
            });
  }

  private static byte[] jpeg(JsonNode frame) {
    String data = frame.path("frame_data").asText();
    assertThat(data).startsWith(JPEG);
    return Base64.getDecoder().decode(data.substring(JPEG.length()));
  }

  @ParameterizedTest
  @CsvSource({"low,270,480", "medium,540,960", "high,1080,1920", "nonsense,540,960"})
  void framesAreJpegsOfTheirSize(String quality, int width, int height) throws IOException {
    showing(1080, 1920);

    JsonNode frame = viewer(quality).read("preview_frame");

    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg(frame)));
    assertThat(image.getWidth()).isEqualTo(width).isEqualTo(frame.path("width").asInt());
    assertThat(image.getHeight()).isEqualTo(height).isEqualTo(frame.path("height").asInt());
    assertThat(new Color(image.getRGB(width / 2, 2)).getRed()).isBetween(150, 255);
    assertThat(frame.path("device_id").asText()).isEqualTo(DEVICE);
    assertThat(Instant.parse(frame.path("timestamp").asText()))
        .isBefore(Instant.now().plusSeconds(1));
  }

  @Test
  void aBetterQualityHasMoreBytes() {
    showing(400, 800);

    int low = jpeg(viewer("low").read("preview_frame")).length;
    int medium = jpeg(viewer("medium").read("preview_frame")).length;
    int high = jpeg(viewer("high").read("preview_frame")).length;

    assertThat(low).isLessThan(medium);
    assertThat(medium).isLessThan(high);
  }

  @Test
  void thereAreTenToFifteenFramesASecond() {
    showing(100, 100);
    PlainPeer peer = viewer("low");
    Instant first = Instant.parse(peer.read("preview_frame").path("timestamp").asText());
    Instant last = first;

    for (int i = 0; i < 20; i++) {
      last = Instant.parse(peer.read("preview_frame").path("timestamp").asText());
    }

    assertThat(Duration.between(first, last).toMillis()).isGreaterThanOrEqualTo(20 * 66);
  }

  @Test
  void manyWhoLookAreOneEncoderForEachQuality() {
    showing(100, 100);
    for (int i = 0; i < 4; i++) {
      viewer(i % 2 == 0 ? "low" : "high");
    }
    ExecutionDevice device = server.device(DEVICE);
    await().until(() -> device.viewers() == 4);
    long encoded = device.encodedFrames();
    int looked = looks.get();

    await().until(() -> looks.get() >= looked + 10);

    assertThat(device.encodedFrames() - encoded).isBetween(16L, 2L * (looks.get() - looked) + 2);
  }

  @Test
  void anotherQualityReplacesTheFormer() {
    showing(100, 100);
    PlainPeer peer = viewer("low");
    assertThat(peer.read("preview_frame").path("width").asInt()).isEqualTo(25);

    preview(peer, "high").fence();

    await().until(() -> peer.read("preview_frame").path("width").asInt() == 100);
    assertThat(server.device(DEVICE).viewers()).isEqualTo(1);
  }

  @Test
  void nobodyLooksWhenNobodyWatches() {
    showing(100, 100);
    PlainPeer stopping = viewer("low");
    PlainPeer vanishing = viewer("low");
    stopping.read("preview_frame");
    vanishing.read("preview_frame");

    stopping.send("{'type':'stop_preview','device_id':'emulator-5554'}");
    vanishing.drop();

    await().until(() -> server.device(DEVICE).viewers() == 0);
    int looked = looks.get();
    await().during(Duration.ofMillis(300)).until(() -> looks.get() <= looked + 1);
  }

  @Test
  void theEndOfTheExecutionIsTheEndOfItsPreviews() {
    showing(100, 100);
    PlainPeer peer = viewer("low");
    peer.read("preview_frame");

    execution.complete();

    assertThat(server.device(DEVICE).viewers()).isZero();
    await().until(() -> peer.read().path("type").asText().equals("execution_completed"));
    peer.expectNothing();
    preview(peer, "low");
    assertThat(peer.read("error").path("code").asText()).isEqualTo("PREVIEW_UNAVAILABLE");
  }

  @Test
  void aScreenThatFailsEndsThePreview() {
    execution
        .device(DEVICE)
        .showing(
            () -> {
              throw new IllegalStateException("the cable is out");
            });

    JsonNode error = viewer("low").read("error");

    assertThat(error.path("code").asText()).isEqualTo("PREVIEW_UNAVAILABLE");
    assertThat(error.path("message").asText()).contains("the cable is out");
    assertThat(server.device(DEVICE).viewers()).isZero();
  }

  @Test
  void aDeviceThatIsLostEndsThePreviewUntilItIsBack() {
    showing(100, 100);
    PlainPeer peer = viewer("low");
    peer.read("preview_frame");

    execution.disconnectDevice(DEVICE);

    await().until(() -> peer.read().path("code").asText().equals("PREVIEW_UNAVAILABLE"));
    assertThat(peer.read("error").path("code").asText()).isEqualTo("DEVICE_DISCONNECTED");
    preview(peer, "low");
    assertThat(peer.read("error").path("code").asText()).isEqualTo("PREVIEW_UNAVAILABLE");
    server.device(DEVICE).connect();
    preview(peer, "low");
    peer.read("preview_frame");
  }
}

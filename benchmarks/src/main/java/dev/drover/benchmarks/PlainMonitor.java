package dev.drover.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;

/**
 * What a program without an SDK does: a plain Java-WebSocket client, text as strings, Jackson's own
 * polymorphism, pictures decoded as they come.
 */
final class PlainMonitor implements Monitor {

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Client client;
  private volatile CountDownLatch awaited = new CountDownLatch(0);

  PlainMonitor(int port) throws InterruptedException {
    client = new Client(URI.create("ws://127.0.0.1:" + port + "/ws/executions/e"));
    client.setTcpNoDelay(true);
    client.setConnectionLostTimeout(0);
    if (!client.connectBlocking(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the plain client could not connect");
    }
  }

  @Override
  public void logs(int count) throws InterruptedException {
    hear("logs-" + count, count);
  }

  @Override
  public int frames(int count) throws InterruptedException {
    hear("frames-" + count, count);
    return count;
  }

  private void hear(String device, int count) throws InterruptedException {
    awaited = new CountDownLatch(count);
    client.send("{\"type\":\"subscribe_device\",\"device_id\":\"" + device + "\"}");
    if (!awaited.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("messages are missing");
    }
  }

  @Override
  public void close() {
    client.close();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Log.class, name = "log_entry"),
    @JsonSubTypes.Type(value = Frame.class, name = "preview_frame")
  })
  interface Message {}

  record Log(
      @JsonProperty("execution_id") @Nullable String executionId,
      @JsonProperty("device_id") @Nullable String deviceId,
      @Nullable String level,
      @Nullable String message,
      @JsonProperty("module_id") @Nullable String moduleId,
      @Nullable String timestamp)
      implements Message {}

  record Frame(
      @JsonProperty("device_id") @Nullable String deviceId,
      @JsonProperty("frame_data") String frameData,
      int width,
      int height,
      @Nullable String timestamp)
      implements Message {}

  private final class Client extends WebSocketClient {
    Client(URI uri) {
      super(uri);
    }

    @Override
    public void onMessage(String text) {
      try {
        Message message = JSON.readValue(text, Message.class);
        if (!(message instanceof Frame frame) || size(frame) == StreamServer.JPEG_BYTES) {
          awaited.countDown();
        }
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    private static int size(Frame frame) {
      String data = frame.frameData();
      return Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1)).length;
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
      // connectBlocking waits for it.
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
      // A round that is cut short fails by its timeout.
    }

    @Override
    public void onError(Exception error) {
      error.printStackTrace();
    }
  }
}

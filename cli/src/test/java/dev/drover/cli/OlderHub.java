package dev.drover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A hub that speaks the document and nothing else, with one VM that names what it is told. */
final class OlderHub extends WebSocketServer implements AutoCloseable {

  private final CountDownLatch listening = new CountDownLatch(1);

  OlderHub() {
    super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    setDaemon(true);
    start();
  }

  String address() throws InterruptedException {
    if (!listening.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the hub does not listen");
    }
    return "ws://127.0.0.1:" + getPort();
  }

  @Override
  public void onMessage(WebSocket client, String text) {
    JsonNode message = read(text);
    switch (message.path("type").asText()) {
      case "list_vms" ->
          client.send(
              "{\"type\":\"list_vms_response\",\"vms\":[{\"vm_id\":\"vm-1\",\"test_case_id\":null,\"status\":\"connected\"}]}");
      case "command" ->
          client.send(
              "{\"type\":\"command_response\",\"vm_id\":\"vm-1\",\"result\":\"told: %s\"}"
                  .formatted(message.path("command").asText()));
      default -> {
        // A registration has no answer.
      }
    }
  }

  private static JsonNode read(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onStart() {
    listening.countDown();
  }

  @Override
  public void onOpen(WebSocket client, ClientHandshake handshake) {}

  @Override
  public void onClose(WebSocket client, int code, String reason, boolean remote) {}

  @Override
  public void onError(WebSocket client, Exception e) {
    throw new IllegalStateException(e);
  }

  @Override
  public void close() throws InterruptedException {
    stop(1000);
  }
}

package dev.drover.examples.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.openqa.selenium.json.Json;

/** What a page looks like, picture by picture as the browser paints it: CDP's screencast. */
final class Screencast implements WebSocket.Listener, AutoCloseable {

  private static final Json JSON = new Json();

  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final StringBuilder text = new StringBuilder();
  private volatile CompletableFuture<String> newest = new CompletableFuture<>();

  private Screencast(URI debugger) {
    HttpRequest targets = HttpRequest.newBuilder(debugger.resolve("/json")).build();
    String found = http.sendAsync(targets, BodyHandlers.ofString()).join().body();
    List<Map<String, Object>> all = JSON.toType(found, Json.LIST_OF_MAPS_TYPE);
    Map<String, Object> page =
        all.stream().filter(target -> "page".equals(target.get("type"))).findFirst().orElseThrow();
    URI address = URI.create(String.valueOf(page.get("webSocketDebuggerUrl")));
    socket = http.newWebSocketBuilder().buildAsync(address, this).join();
  }

  static Screencast of(URI debugger) {
    Screencast screencast = new Screencast(debugger);
    ask(screencast.socket, "Page.startScreencast", Map.of("format", "jpeg", "quality", 80));
    return screencast;
  }

  /** The newest picture; waits for the first. */
  BufferedImage latest() {
    try {
      String base64 = newest.copy().orTimeout(20, TimeUnit.SECONDS).join();
      return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
    text.append(piece);
    if (last) {
      Map<String, Object> event = JSON.toType(text.toString(), Json.MAP_TYPE);
      text.setLength(0);
      if (event.get("params") instanceof Map<?, ?> frame && frame.containsKey("sessionId")) {
        CompletableFuture<String> before = newest;
        newest = CompletableFuture.completedFuture(String.valueOf(frame.get("data")));
        before.complete(String.valueOf(frame.get("data")));
        ask(from, "Page.screencastFrameAck", Map.of("sessionId", frame.get("sessionId")));
      }
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private static void ask(WebSocket socket, String method, Map<String, ?> params) {
    socket.sendText(JSON.toJson(Map.of("id", 1, "method", method, "params", params)), true);
  }

  @Override
  public void close() {
    socket.abort();
  }
}

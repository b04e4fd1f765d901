package dev.drover.examples.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.openqa.selenium.json.Json;

/** A page's CDP on a WebSocket of its own, for what comes without being asked for. */
final class DevTools implements WebSocket.Listener {

  private static final Json JSON = new Json();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Consumer<Map<String, Object>> messages;
  private final StringBuilder text = new StringBuilder();

  private DevTools(Consumer<Map<String, Object>> messages) {
    this.messages = messages;
  }

  /** Connects to the browser's page; what that says is JSON. */
  static WebSocket connect(URI debugger, Consumer<Map<String, Object>> messages) {
    HttpRequest targets = HttpRequest.newBuilder(debugger.resolve("/json")).build();
    String found = HTTP.sendAsync(targets, BodyHandlers.ofString()).join().body();
    List<Map<String, Object>> all = JSON.toType(found, Json.LIST_OF_MAPS_TYPE);
    Map<String, Object> page =
        all.stream().filter(target -> "page".equals(target.get("type"))).findFirst().orElseThrow();
    URI address = URI.create(String.valueOf(page.get("webSocketDebuggerUrl")));
    return HTTP.newWebSocketBuilder().buildAsync(address, new DevTools(messages)).join();
  }

  static void ask(WebSocket socket, String method, Map<String, ?> params) {
    socket.sendText(JSON.toJson(Map.of("id", 1, "method", method, "params", params)), true);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
    text.append(piece);
    if (last) {
      Map<String, Object> message = JSON.toType(text.toString(), Json.MAP_TYPE);
      text.setLength(0);
      messages.accept(message);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }
}

package dev.drover.testing.internal.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A real Chromium without a window, over its DevTools protocol. */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();

  Browser(Path profile) throws Exception {
    process =
        new ProcessBuilder(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile.toAbsolutePath(),
                "--remote-debugging-port=0",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    Path portFile = profile.resolve("DevToolsActivePort");
    Awaitility.await().atMost(PATIENCE).until(() -> lines(portFile).size() >= 2);
    socket = connect(Integer.parseInt(lines(portFile).get(0)));
    for (String domain : List.of("Page", "Network", "Log", "Runtime")) {
      ask(domain + ".enable", Map.of());
    }
  }

  /** Opens a page in a window of this size and scheme, and waits until it is there. */
  void open(Path file, int width, String scheme) throws Exception {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    ask(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    events.clear();
    ask("Page.navigate", Map.of("url", file.toUri().toString()));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> events.stream().anyMatch(e -> method(e).equals("Page.loadEventFired")));
  }

  /** The value of an expression, after its promise is kept. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.get("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /** Addresses that were asked for since the page was opened. */
  List<String> requests() {
    return events.stream()
        .filter(event -> method(event).equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asText())
        .toList();
  }

  /** What the console has to complain of since the page was opened. */
  List<String> complaints() {
    return events.stream()
        .filter(
            event ->
                List.of("Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled")
                    .contains(method(event)))
        .map(JsonNode::toString)
        .toList();
  }

  /** A picture of the page, so high at most. */
  void screenshot(Path file, int height) throws Exception {
    int width = evaluate("window.innerWidth").asInt();
    int whole = Math.min(height, evaluate("document.documentElement.scrollHeight").asInt());
    Map<String, ?> clip = Map.of("x", 0, "y", 0, "width", width, "height", whole, "scale", 1);
    JsonNode answer =
        ask("Page.captureScreenshot", Map.of("clip", clip, "captureBeyondViewport", true));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    JsonNode said = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (said.has("error")) {
      throw new AssertionError(method + ": " + said.get("error"));
    }
    return said.path("result");
  }

  private WebSocket connect(int port) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest list =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json")).build();
    List<String> pages = new ArrayList<>();
    for (JsonNode target : JSON.readTree(http.send(list, BodyHandlers.ofString()).body())) {
      if (target.path("type").asText().equals("page")) {
        pages.add(target.path("webSocketDebuggerUrl").asText());
      }
    }
    return http.newWebSocketBuilder()
        .buildAsync(URI.create(pages.get(0)), new Messages())
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String method(JsonNode event) {
    return event.path("method").asText();
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
  }

  /** Puts messages together and hands them to who waits. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        hear(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void hear(String message) {
      try {
        JsonNode node = JSON.readTree(message);
        CompletableFuture<JsonNode> answer = answers.remove(node.path("id").asInt());
        if (answer == null) {
          events.add(node);
        } else {
          answer.complete(node);
        }
      } catch (IOException e) {
        throw new AssertionError(message, e);
      }
    }
  }
}

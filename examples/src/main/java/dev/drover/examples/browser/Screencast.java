package dev.drover.examples.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** What a page looks like, picture by picture as the browser paints it: CDP's screencast. */
final class Screencast implements AutoCloseable {

  private final WebSocket socket;
  private volatile CompletableFuture<String> newest = new CompletableFuture<>();

  private Screencast(URI debugger) {
    socket = DevTools.connect(debugger, this::hear);
  }

  static Screencast of(URI debugger) {
    Screencast cast = new Screencast(debugger);
    DevTools.ask(cast.socket, "Page.startScreencast", Map.of("format", "jpeg", "quality", 80));
    return cast;
  }

  private void hear(Map<String, Object> message) {
    if (message.get("params") instanceof Map<?, ?> frame && frame.containsKey("sessionId")) {
      CompletableFuture<String> before = newest;
      newest = CompletableFuture.completedFuture(String.valueOf(frame.get("data")));
      before.complete(String.valueOf(frame.get("data")));
      Map<String, Object> which = Map.of("sessionId", frame.get("sessionId"));
      DevTools.ask(socket, "Page.screencastFrameAck", which);
    }
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
  public void close() {
    socket.abort();
  }
}

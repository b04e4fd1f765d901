package dev.drover.reference;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A server whose executions live by a clock that stands still, and one execution. */
abstract class WithExecution extends WithServer {

  static final String ID = "550e8400-e29b-41d4-a716-446655440000";
  static final String DEVICE = "emulator-5554";
  static final String STATE =
      "{'type':'execution_progress','execution_id':'%s','progress_percentage':0,'current_step':'','timestamp':'2025-01-27T10:30:00Z'}"
          .formatted(ID);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Without initializer: the options are asked for before fields are initialized. */
  private @Nullable ManualClock clock;

  final Execution execution = server.execution(ID);

  ManualClock clock() {
    if (clock == null) {
      clock = new ManualClock(Instant.parse("2025-01-27T10:30:00Z"));
    }
    return clock;
  }

  @Override
  ServerOptions options() {
    return super.options().withClock(clock());
  }

  URI address(String query) {
    return server.uri().resolve("/ws/executions/" + ID + query);
  }

  /** Somebody who watches, and has read the progress that comes first. */
  PlainPeer watcher() {
    return watcher("");
  }

  PlainPeer watcher(String query) {
    PlainPeer peer = knock(query);
    peer.read("execution_progress");
    return peer;
  }

  /** Somebody who connects, and has read nothing. */
  PlainPeer knock(String query) {
    return closing(PlainPeer.connect(address(query)));
  }

  HttpResponse<byte[]> get(String path) {
    try {
      URI uri = server.httpUri().resolve(path);
      return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A picture that JPEG cannot make tiny. */
  static BufferedImage picture(int width, int height, Color color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    for (int i = 0; i < width; i += 7) {
      graphics.drawLine(i, 0, width - i, height);
    }
    graphics.dispose();
    return image;
  }
}

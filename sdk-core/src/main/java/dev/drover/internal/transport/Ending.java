package dev.drover.internal.transport;

import dev.drover.internal.transport.CloseInfo.Kind;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/** Why a connection ends. Whoever knows first decides; all later ones only see consequences. */
final class Ending {

  private final Endpoint endpoint;
  private final AtomicReference<@Nullable CloseInfo> decided = new AtomicReference<>();

  Ending(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Decides; false if that was done before. */
  boolean decide(Kind kind, int code, String message, @Nullable Throwable cause) {
    return decided.compareAndSet(null, new CloseInfo(kind, code, message, 0, "", cause));
  }

  /** Decides for a loss, without a close frame. */
  void lost(String message, @Nullable Throwable cause) {
    decide(Kind.LOST, CloseFrame.ABNORMAL_CLOSE, message, cause);
  }

  /** Decides for what stopped the reading thread. */
  void failed(Throwable e, Stage stage, boolean wasOpen) {
    if (e instanceof InvalidDataException violation) {
      decide(Kind.PROTOCOL, violation.getCloseCode(), endpoint + " sent " + e.getMessage(), null);
    } else if (wasOpen) {
      lost("the connection to " + endpoint + " broke: " + words(e), e);
    } else {
      // With TLS 1.3 a refused client certificate shows only when the first answer is read.
      Kind kind = e instanceof SSLException ? Kind.TLS : stage.failure();
      String message = endpoint + ", " + stage + ": " + words(e);
      decide(kind, CloseFrame.ABNORMAL_CLOSE, message, e);
    }
  }

  /** Decides for a refused upgrade; its body may come later. */
  void refused(ResponseHead head, String body) {
    String message =
        "%s refused the WebSocket upgrade: %d %s".formatted(endpoint, head.status(), head.reason());
    CloseInfo earlier = decided.get();
    if (earlier == null || earlier.kind() == Kind.UPGRADE_REFUSED) {
      decided.compareAndSet(
          earlier,
          new CloseInfo(
              Kind.UPGRADE_REFUSED,
              CloseFrame.ABNORMAL_CLOSE,
              message.strip(),
              head.status(),
              body,
              null));
    }
  }

  CloseInfo info() {
    lost("the connection to " + endpoint + " ended", null);
    CloseInfo info = decided.get();
    if (info == null) {
      throw new IllegalStateException("just decided");
    }
    return info;
  }

  private static String words(Throwable e) {
    if (e instanceof UnknownHostException) {
      return "the host name does not resolve";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}

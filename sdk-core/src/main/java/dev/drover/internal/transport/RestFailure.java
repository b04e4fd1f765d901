package dev.drover.internal.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no answer over HTTP. */
public final class RestFailure extends IOException {

  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Kind {
    /** No connection: nobody there, no such name, or the proxy refuses. Nothing was sent. */
    UNREACHABLE,
    /** No connection within the connect timeout. Nothing was sent. */
    CONNECT_TIMEOUT,
    /** TLS failed. */
    TLS,
    /** The connection broke before the answer was complete. */
    LOST,
    /** What came is no HTTP. */
    PROTOCOL,
    /** The body is larger than the bound. */
    TOO_LARGE,
    /** The body could not be written to the file. */
    FILE,
    /** The transport was closed. */
    CLOSED
  }

  private final Kind kind;

  RestFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What kind of trouble it is. */
  public Kind kind() {
    return kind;
  }

  /**
   * Makes sense of what the JDK's client threw. It wraps its exceptions anew on their way out, and
   * leaves out what went wrong when nobody answers.
   */
  static RestFailure of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof RestFailure known) {
        return known;
      }
      Kind kind = kind(t);
      if (kind != null) {
        return new RestFailure(kind, words(kind, t), t);
      }
    }
    return new RestFailure(Kind.LOST, "the connection broke: " + text(thrown), thrown);
  }

  private static @Nullable Kind kind(Throwable t) {
    if (t instanceof HttpConnectTimeoutException) {
      return Kind.CONNECT_TIMEOUT;
    }
    if (t instanceof ConnectException || t instanceof UnresolvedAddressException) {
      return Kind.UNREACHABLE;
    }
    if (t instanceof SSLException) {
      return Kind.TLS;
    }
    if (t instanceof ProtocolException) {
      return Kind.PROTOCOL;
    }
    boolean tunnel = t instanceof IOException && text(t).startsWith("Tunnel failed");
    return tunnel ? Kind.UNREACHABLE : null;
  }

  private static String words(Kind kind, Throwable t) {
    return switch (kind) {
      case CONNECT_TIMEOUT -> "it did not complete the connection in time";
      case UNREACHABLE -> unreachable(t);
      case TLS -> "TLS failed: " + text(t);
      default -> "what it answered is no HTTP: " + text(t);
    };
  }

  private static String unreachable(Throwable t) {
    for (Throwable deeper = t; deeper != null; deeper = deeper.getCause()) {
      if (deeper instanceof UnresolvedAddressException) {
        return "the host name has no address";
      }
    }
    String text = text(t);
    if (text.startsWith("Tunnel failed")) {
      return "the proxy refused: " + text;
    }
    return t.getMessage() == null ? "nobody listens there" : text;
  }

  private static String text(Throwable t) {
    return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
  }
}

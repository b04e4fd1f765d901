package dev.drover.internal.session;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.ConnectionState;
import dev.drover.internal.session.SessionProtocol.Verdict;
import dev.drover.internal.transport.CloseInfo;
import dev.drover.internal.transport.TransportException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the user reads of a connection and its troubles. */
final class Failures {

  /** The close code for "policy violation": the other side does not want this connection. */
  static final int POLICY_VIOLATION = 1008;

  private Failures() {}

  static ConnectionException notConnected(
      ClientOptions options,
      CloseInfo info,
      Duration elapsed,
      @Nullable String refusal,
      @Nullable Verdict verdict) {
    String address = SafeUri.of(options.uri());
    Reason reason =
        verdict != null ? verdict.reason() : refusal != null ? Reason.REFUSED : reason(info);
    String what = refusal != null ? "the server refused: " + refusal : words(info, verdict);
    String message =
        "no connection to %s after %s (limit %s): %s; %s"
            .formatted(
                address,
                Durations.text(elapsed),
                Durations.text(options.connectTimeout()),
                what,
                advice(reason, info.httpStatus()));
    return new ConnectionException(reason, message, info.cause(), info.httpStatus());
  }

  static ConnectionException lost(
      ClientOptions options, CloseInfo info, Duration lasted, @Nullable Verdict verdict) {
    if (verdict != null) {
      return endedBy(options, info, lasted, verdict);
    }
    Reason reason = info.kind() == CloseInfo.Kind.PROTOCOL ? Reason.PROTOCOL : Reason.LOST;
    return new ConnectionException(
        reason,
        "the connection to %s was lost after %s: %s"
            .formatted(SafeUri.of(options.uri()), Durations.text(lasted), words(info)),
        info.cause());
  }

  /** The server wanted it so: nothing was lost. */
  private static ConnectionException endedBy(
      ClientOptions options, CloseInfo info, Duration lasted, Verdict verdict) {
    String what = verdict.words().isEmpty() ? words(info) : verdict.words();
    String message =
        verdict.reason() == Reason.CLOSED
            ? "the connection to %s ended after %s: %s"
                .formatted(SafeUri.of(options.uri()), Durations.text(lasted), what)
            : "the server refused: %s; the connection to %s had lasted %s; %s"
                .formatted(
                    what,
                    SafeUri.of(options.uri()),
                    Durations.text(lasted),
                    advice(verdict.reason(), info.httpStatus()));
    return new ConnectionException(verdict.reason(), message, info.cause());
  }

  private static String words(CloseInfo info, @Nullable Verdict verdict) {
    return verdict == null || verdict.words().isEmpty()
        ? words(info)
        : words(info) + "; " + verdict.words();
  }

  private static String words(CloseInfo info) {
    return info.body().isBlank()
        ? info.message()
        : info.message() + " (" + info.body().strip() + ")";
  }

  private static Reason reason(CloseInfo info) {
    return switch (info.kind()) {
      case UNREACHABLE -> Reason.UNREACHABLE;
      case CONNECT_TIMEOUT -> Reason.CONNECT_TIMEOUT;
      case TLS -> Reason.TLS;
      case PROTOCOL -> Reason.PROTOCOL;
      case UNAUTHORIZED -> Reason.UNAUTHORIZED;
      case UPGRADE_REFUSED ->
          info.httpStatus() == 401 || info.httpStatus() == 403
              ? Reason.UNAUTHORIZED
              : Reason.REFUSED;
      case CLOSED_BY_PEER -> Reason.REFUSED;
      case CLOSED_HERE -> Reason.CLOSED;
      case LOST -> Reason.LOST;
    };
  }

  private static String advice(Reason reason, int status) {
    return switch (reason) {
      case UNREACHABLE -> "check host and port, and that the server is running";
      case CONNECT_TIMEOUT ->
          "check that a WebSocket server listens there, or raise connectTimeout";
      case UNAUTHORIZED -> "check the token";
      case NOT_FOUND -> "check the id and the path of the address";
      case NOT_ACTIVE -> "what has ended cannot be watched any more";
      case TLS -> "check certificate, host name and the sslContext of the options";
      case REFUSED ->
          status == 404
              ? "check the path of the address"
              : "look at the server's own words, and at its log";
      default -> "see the server's log";
    };
  }

  /** How a connection stands. */
  static String standing(
      ClientOptions options,
      ConnectionState state,
      @Nullable Link link,
      int failedAttempts,
      String lastTrouble) {
    String address = SafeUri.of(options.uri());
    return switch (state) {
      case CONNECTED ->
          link == null
              ? "connected to " + address
              : "connected to %s for %s, last heard from it %s ago"
                  .formatted(address, Durations.text(link.age()), Durations.text(link.silence()));
      case CONNECTING -> "still connecting to " + address;
      case RECONNECTING ->
          "reconnecting to %s, %d attempts failed (%s)"
              .formatted(address, failedAttempts, lastTrouble);
      case CLOSED ->
          "the connection to "
              + address
              + " is closed"
              + (lastTrouble.isEmpty() ? "" : ": " + lastTrouble);
    };
  }

  static ConnectionException notNow(ConnectionState state, String standing) {
    boolean over = state == ConnectionState.CLOSED;
    String advice =
        over
            ? "; connect anew"
            : "; try again later, or let requests wait: ClientOptions.whileDisconnected";
    return new ConnectionException(
        over ? Reason.CLOSED : Reason.NOT_CONNECTED, standing + advice, null);
  }

  static ConnectionException notSent(TransportException e, String standing) {
    Reason reason =
        switch (e.kind()) {
          case OVERFLOW -> Reason.OVERFLOW;
          case TOO_LARGE -> Reason.TOO_LARGE;
          case NOT_OPEN -> Reason.LOST;
        };
    String advice =
        switch (e.kind()) {
          case OVERFLOW -> "; the other side reads too slowly: send less, or raise Limits";
          case TOO_LARGE -> "; send it in parts";
          case NOT_OPEN -> "";
        };
    return new ConnectionException(reason, e.getMessage() + advice + "; " + standing, e);
  }
}

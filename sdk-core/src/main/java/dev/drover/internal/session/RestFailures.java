package dev.drover.internal.session;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.DroverException;
import dev.drover.RequestTimeoutException;
import dev.drover.internal.transport.HttpAddress;
import dev.drover.internal.transport.RestFailure;
import java.net.URI;
import java.time.Duration;

/** What the user reads of calls over HTTP that brought nothing, or not what was asked for. */
public final class RestFailures {

  private RestFailures() {}

  /** A call that got no answer. */
  static DroverException noAnswer(
      ClientOptions options, Request request, Duration elapsed, Throwable thrown) {
    if (!(thrown instanceof RestFailure failure)) {
      return new DroverException(request.what() + " failed: " + thrown, thrown);
    }
    HttpAddress address = HttpAddress.of(options);
    String times =
        "after %s (limit %s)".formatted(Durations.text(elapsed), Durations.text(request.timeout()));
    String message =
        switch (failure.kind()) {
          case UNREACHABLE, CONNECT_TIMEOUT, TLS ->
              "%s was not sent: no connection to %s %s: %s; %s"
                  .formatted(
                      request.what(), address, times, failure.getMessage(), advice(failure.kind()));
          default ->
              "%s ended without an answer from %s %s: %s; %s"
                  .formatted(
                      request.what(), address, times, failure.getMessage(), advice(failure.kind()));
        };
    return failure.kind() == RestFailure.Kind.FILE
        ? new DroverException(message, failure)
        : new ConnectionException(reason(failure.kind()), message, failure);
  }

  /**
   * An answer whose status says that the call was not carried out, or not by the server that was
   * meant.
   *
   * @param call what was asked, with its target
   * @param answer the answer, no success
   * @param words what it says, as it may be shown
   * @return to be thrown
   */
  public static DroverException refused(String call, RestAnswer answer, String words) {
    int status = answer.status();
    String said = words.isEmpty() ? "" : " (" + words + ")";
    if (status == 504) {
      return new RequestTimeoutException(
          "%s got no answer in time: HTTP 504%s; whether it was carried out is not known"
              .formatted(call, said));
    }
    Reason reason = status == 401 || status == 403 ? Reason.UNAUTHORIZED : Reason.REFUSED;
    return new ConnectionException(
        reason,
        "%s was answered with HTTP %d%s; %s".formatted(call, status, said, advice(answer)),
        null,
        status);
  }

  private static String advice(RestAnswer answer) {
    int status = answer.status();
    if (status / 100 == 3) {
      String location = answer.response().header("location").map(RestFailures::safe).orElse("");
      return "redirects are not followed"
          + (location.isEmpty() ? "" : ", this one leads to " + answer.shown(location))
          + "; give the address it leads to";
    }
    return switch (status) {
      case 401, 403 -> "check the token";
      case 404, 405 -> "check the path of the address";
      case 407 -> "the proxy wants to know who asks; use one that does not";
      case 502, 503 ->
          "is the server behind the proxy running? Whether it was carried out is not known";
      default -> "look at the server's log";
    };
  }

  /** Without the parts that may hold secrets. */
  private static String safe(String location) {
    try {
      URI uri = URI.create(location);
      return uri.getHost() == null ? String.valueOf(uri.getRawPath()) : SafeUri.of(uri);
    } catch (IllegalArgumentException e) {
      return "what is no address";
    }
  }

  private static Reason reason(RestFailure.Kind kind) {
    return switch (kind) {
      case UNREACHABLE -> Reason.UNREACHABLE;
      case CONNECT_TIMEOUT -> Reason.CONNECT_TIMEOUT;
      case TLS -> Reason.TLS;
      case PROTOCOL, TOO_LARGE, FILE -> Reason.PROTOCOL;
      case LOST -> Reason.LOST;
      case CLOSED -> Reason.CLOSED;
    };
  }

  private static String advice(RestFailure.Kind kind) {
    return switch (kind) {
      case UNREACHABLE -> "check host and port, and that the server is running";
      case CONNECT_TIMEOUT -> "check host and port, or raise connectTimeout";
      case TLS -> "check certificate, host name and the sslContext of the options";
      case PROTOCOL -> "check that an HTTP server listens there, and whether it speaks TLS";
      case TOO_LARGE -> "ask for less, or raise Limits.maxMessageBytes";
      case LOST -> "whether it was carried out is not known";
      case FILE -> "check the path, its permissions and the space left";
      case CLOSED -> "make a new client";
    };
  }
}

package dev.drover.backend;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.DroverException;
import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import dev.drover.internal.session.Durations;
import dev.drover.internal.session.RestAnswer;
import dev.drover.internal.session.RestFailures;
import dev.drover.internal.wire.BackendRest;
import dev.drover.internal.wire.MalformedMessageException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the backend's HTTP answers mean, whatever stands between it and here. */
final class BackendAnswers {

  /** The backend's own word for a VM that did not answer it in time. */
  private static final String TIMEOUT = "TIMEOUT";

  private BackendAnswers() {}

  /**
   * The VM's answer, as the backend passes it on.
   *
   * @param asked what was asked, for messages
   */
  static BackendRest.Response vmAnswer(Asked asked, RestAnswer answer) {
    BackendRest.Answer body = success(asked, answer, () -> BackendRest.decode(body(answer)));
    if (body.code() != null || "error".equals(body.status())) {
      throw error(asked, answer, body);
    }
    BackendRest.Response response = body.response();
    if (response == null) {
      throw noAnswer(asked, answer, "it has no response of the VM's", null);
    }
    return response;
  }

  static List<BackendRest.Entry> listing(Asked asked, RestAnswer answer) {
    return success(asked, answer, () -> BackendRest.decodeListing(body(answer)));
  }

  /** Something is read that may be malformed. */
  private interface Reading<T> {
    T read() throws MalformedMessageException;
  }

  private static <T> T success(Asked asked, RestAnswer answer, Reading<T> reading) {
    if (!answer.response().isSuccess()) {
      throw refusal(asked, answer);
    }
    try {
      return reading.read();
    } catch (MalformedMessageException e) {
      throw noAnswer(asked, answer, String.valueOf(e.getMessage()), e);
    }
  }

  /** An error of the backend's, or of something on the way to it, which speaks another language. */
  private static DroverException refusal(Asked asked, RestAnswer answer) {
    BackendRest.Answer body;
    try {
      body = BackendRest.decode(body(answer));
    } catch (MalformedMessageException e) {
      return refusal(asked, answer, answer.words());
    }
    boolean token = answer.status() == 401 || answer.status() == 403;
    if (body.code() != null && !token) {
      return error(asked, answer, body);
    }
    return refusal(asked, answer, words(answer, body));
  }

  private static DroverException refusal(Asked asked, RestAnswer answer, String words) {
    return answer.status() == 504
        ? timeout(asked, "HTTP 504" + (words.isEmpty() ? "" : ": " + words))
        : RestFailures.refused(asked.what(), answer, words);
  }

  private static DroverException error(Asked asked, RestAnswer answer, BackendRest.Answer body) {
    String words = words(answer, body);
    String code = body.code();
    if (TIMEOUT.equals(code)) {
      return timeout(asked, "the backend says: " + words);
    }
    return new RemoteException(
        "%s failed: %s%s%s".formatted(asked.what(), words, inBrackets(code), advice(code)),
        code,
        words);
  }

  private static DroverException timeout(Asked asked, String why) {
    return new RequestTimeoutException(
        "%s got no answer of the VM's after %s (limit %s): %s; %s"
            .formatted(
                asked.what(),
                Durations.text(asked.elapsed()),
                Durations.text(asked.timeout()),
                why,
                asked.hint()));
  }

  private static ConnectionException noAnswer(
      Asked asked, RestAnswer answer, String why, @Nullable Throwable cause) {
    // A page says where one has come to; what looks like JSON may hold secrets, and is not quoted.
    String words = answer.words();
    boolean page = !words.isEmpty() && words.charAt(0) != '{' && words.charAt(0) != '[';
    return new ConnectionException(
        Reason.PROTOCOL,
        "%s was answered with HTTP %d, but not with what a backend answers: %s%s; check that the address is that of a backend; whether it was carried out is not known"
            .formatted(asked.what(), answer.status(), why, page ? " (" + words + ")" : ""),
        cause,
        answer.status());
  }

  private static String words(RestAnswer answer, BackendRest.Answer body) {
    return answer.shown(Optional.ofNullable(body.message()).orElse("no reason given"));
  }

  private static String inBrackets(@Nullable String code) {
    return code == null ? "" : " (" + code + ")";
  }

  private static String advice(@Nullable String code) {
    if (ErrorCodes.VM_NOT_FOUND.equals(code)) {
      return "; listVms() shows which VMs are connected";
    }
    boolean lost = ErrorCodes.VM_LOST.equals(code);
    return lost ? "; whether it was carried out is not known" : "";
  }

  private static byte[] body(RestAnswer answer) {
    return answer.response().body();
  }

  /**
   * What was asked.
   *
   * @param what with its target
   * @param timeout how long the backend was to wait
   * @param hint what to do if nothing comes
   * @param startNanos when, by {@link System#nanoTime()}
   */
  record Asked(String what, Duration timeout, String hint, long startNanos) {

    static Asked now(String what, Duration timeout, String hint) {
      return new Asked(what, timeout, hint, System.nanoTime());
    }

    Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - startNanos);
    }
  }
}

package dev.drover.execution;

import dev.drover.ConnectionException.Reason;
import dev.drover.internal.session.SessionProtocol.Verdict;
import dev.drover.internal.transport.CloseInfo;
import dev.drover.internal.wire.ExecutionMessage.ErrorMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.WireCodec;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which servers refuse a connection to an execution: by HTTP status, by a close code,
 * or by an error followed by a close. None of them goes away by trying again.
 */
final class Refusals {

  private static final Map<Integer, Reason> HTTP =
      Map.of(
          401, Reason.UNAUTHORIZED,
          403, Reason.UNAUTHORIZED,
          404, Reason.NOT_FOUND,
          409, Reason.NOT_ACTIVE);

  private static final Map<Integer, Reason> CLOSE =
      Map.of(
          4401, Reason.UNAUTHORIZED,
          4403, Reason.UNAUTHORIZED,
          4404, Reason.NOT_FOUND,
          4409, Reason.NOT_ACTIVE,
          1008, Reason.REFUSED);

  private volatile @Nullable ErrorMessage refusing;

  /** Another attempt to connect begins; what was said on the connection before no longer counts. */
  void reset() {
    refusing = null;
  }

  /**
   * Whether a message that comes before the connection counts as connected refuses it. At that
   * moment an error that tells of nothing in the execution can only concern the connection itself.
   *
   * @return the server's words
   */
  Optional<String> refusal(byte[] frame) {
    try {
      if (WireCodec.EXECUTION.decode(frame) instanceof ErrorMessage error
          && error.messageId() == null
          && error.deviceId() == null
          && !ExecutionErrorCode.of(String.valueOf(error.code())).isOfRunningExecution()) {
        hear(error);
        return Optional.of(words(error));
      }
    } catch (MalformedMessageException e) {
      return Optional.empty(); // It is reported when its turn comes.
    }
    return Optional.empty();
  }

  /** An error arrived; if it is one that refuses, a close will follow. */
  void hear(ErrorMessage error) {
    if (ExecutionErrorCode.of(String.valueOf(error.code())).refusesConnection()) {
      refusing = error;
    }
  }

  /** Whether the end of a connection is final. */
  Optional<Verdict> verdict(CloseInfo info) {
    ErrorMessage error = refusing;
    if (error != null) {
      Reason reason = ExecutionErrorCode.of(String.valueOf(error.code())).reason();
      return Optional.of(new Verdict(reason, words(error)));
    }
    Reason reason = HTTP.getOrDefault(info.httpStatus(), CLOSE.get(info.code()));
    return Optional.ofNullable(reason).map(known -> new Verdict(known, ""));
  }

  private static String words(ErrorMessage error) {
    String code = error.code() == null ? "an error without a code" : error.code();
    return error.message() == null ? code : code + ": " + error.message();
  }
}

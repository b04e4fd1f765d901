package dev.drover.backend;

import dev.drover.ClientOptions;
import dev.drover.DroverException;
import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import dev.drover.backend.BackendAnswers.Asked;
import dev.drover.internal.session.Durations;
import dev.drover.internal.session.RestCall;
import dev.drover.internal.session.RestCalls;
import dev.drover.internal.transport.HttpAddress;
import dev.drover.internal.transport.RestRequest;
import dev.drover.internal.wire.BackendRest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The calls to one backend: what they send, how long they may take, what comes of them. */
final class BackendCalls implements AutoCloseable {

  /** What the backend may take beyond the time it waits for a VM, to say that it waited in vain. */
  private static final Duration ANSWER_MARGIN = Duration.ofSeconds(1);

  private final ClientOptions options;
  private final RestCalls http;

  BackendCalls(ClientOptions options) {
    this.options = options;
    this.http = new RestCalls(options);
  }

  ClientOptions options() {
    return options;
  }

  RestCalls http() {
    return http;
  }

  /** A call that sends a VM a message, and gives back its answer. */
  <T> RestCall<T> send(
      Asked asked, CommandTarget target, Message message, Function<BackendReply, T> convert) {
    byte[] body =
        BackendRest.encode(
            new BackendRest.Send(
                message.text(), message.type(), message.metadata(), seconds(asked.timeout())));
    VmMessages messages = new VmMessages(target, options.limits().maxOutputBytes());
    return RestCall.of(
        asked.what(),
        bounded(asked.timeout()).plus(ANSWER_MARGIN),
        asked.hint(),
        RestRequest.post(address("/api/vm/" + HttpAddress.segment(target.vmId()) + "/send"), body),
        answer -> convert.apply(messages.read(BackendAnswers.vmAnswer(asked, answer))));
  }

  RestCall<List<BackendRest.Entry>> listing() {
    Asked asked =
        Asked.now("listing the VMs", options.requestTimeout(), "is the backend overloaded?");
    return RestCall.of(
        asked.what(),
        bounded(asked.timeout()),
        asked.hint(),
        RestRequest.get(address("/api/vms")),
        answer -> BackendAnswers.listing(asked, answer));
  }

  private URI address(String path) {
    return http.address().below(path);
  }

  @Override
  public void close() {
    http.close();
  }

  /** In seconds, as the wire has it. */
  static double seconds(Duration duration) {
    return Durations.nanos(duration) / 1e9;
  }

  private static Duration bounded(Duration timeout) {
    return Duration.ofNanos(Durations.nanos(timeout));
  }

  /**
   * What a VM is told.
   *
   * @param type the message's type
   * @param text its text
   * @param metadata its metadata, as JSON will have it
   */
  record Message(String type, String text, Object metadata) {}

  /** What a VM said that does not do what it was asked. */
  static DroverException failure(String what, String words, Optional<String> code) {
    if (code.filter(ErrorCodes.COMMAND_TIMEOUT::equals).isPresent()) {
      return new RequestTimeoutException(
          what + " did not end in time and was stopped: " + words + "; give it a longer timeout");
    }
    String reason = words.isEmpty() ? "no reason given" : words;
    return new RemoteException(
        "%s failed: %s%s".formatted(what, reason, code.map(c -> " (" + c + ")").orElse("")),
        code.orElse(null),
        words);
  }

  /** The answer as the type that was asked for; anything else is how the call fails. */
  static <R extends BackendReply> R expect(Class<R> type, BackendReply reply, String what) {
    if (type.isInstance(reply)) {
      return type.cast(reply);
    }
    if (reply instanceof BackendReply.Refused refused) {
      throw failure(what, refused.message(), refused.code());
    }
    if (reply instanceof BackendReply.CommandFailed failed) {
      throw failure(what, failed.message(), failed.code());
    }
    throw new DroverException(
        "%s was answered with %s, which is no answer to it; does the VM's agent know such requests?"
            .formatted(what, reply),
        null);
  }
}

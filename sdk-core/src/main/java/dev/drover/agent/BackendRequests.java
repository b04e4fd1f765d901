package dev.drover.agent;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.BackendMessage.Attach;
import dev.drover.internal.wire.BackendMessage.Command;
import dev.drover.internal.wire.BackendMessage.ErrorMessage;
import dev.drover.internal.wire.BackendMessage.Ping;
import dev.drover.internal.wire.BackendMessage.Registered;
import dev.drover.internal.wire.BackendMessage.RequestMetadata;
import dev.drover.internal.wire.BackendMessage.Screenshot;
import dev.drover.internal.wire.BackendMessage.SendInput;
import dev.drover.internal.wire.BackendMessage.StatusRequest;
import dev.drover.internal.wire.BackendMessage.StopCommand;
import dev.drover.internal.wire.BackendMessage.SystemInfoRequest;
import dev.drover.internal.wire.BackendMessage.Unknown;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.RequestIdScanner;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a backend's messages ask for, the old forms among them. For the reading thread. */
final class BackendRequests {

  private static final String EXECUTE = "EXECUTE:";
  private static final String STOP = "STOP:";

  /**
   * A backend that answers whatever it hears, and in words of its own, would be answered for ever.
   */
  private static final int MOST_COMPLAINTS = 100;

  private final VmRequests requests;

  /** How many unreadable messages were answered since the last readable one. */
  private int complaints;

  BackendRequests(VmRequests requests) {
    this.requests = requests;
  }

  /** Makes the reply to a request of that kind and id. */
  interface Replies {
    ReplyTo to(String asked, @Nullable String requestId);
  }

  /** Does what a message asks for. */
  Runnable of(BackendMessage message, Replies replies) {
    if (message instanceof Unknown unknown) {
      byte[] json = unknown.json().getBytes(StandardCharsets.UTF_8);
      ReplyTo to = replies.to(unknown.type(), RequestIdScanner.find(json).orElse(null));
      return () -> requests.unknown(unknown.type(), to);
    }
    complaints = 0;
    ReplyTo to = replies.to(message.type(), message.requestId());
    return () -> handle(message, to);
  }

  /** Does what a frame asks for that is no message of JSON, or complains. */
  Runnable otherwise(byte[] frame, MalformedMessageException why, Replies replies) {
    String text = new String(frame, StandardCharsets.UTF_8).strip();
    if (text.startsWith(EXECUTE)) {
      complaints = 0;
      AskedCommand command = AskedCommand.ofLine(text.substring(EXECUTE.length()).strip());
      ReplyTo to = replies.to("command", null);
      return () -> requests.start(command, to);
    }
    if (text.startsWith(STOP)) {
      complaints = 0;
      String commandId = text.substring(STOP.length()).strip();
      ReplyTo to = replies.to("stop_command", null);
      return () -> requests.stop(commandId, to);
    }
    String requestId = RequestIdScanner.find(frame).orElse(null);
    ReplyTo to = replies.to("message", requestId);
    String words = String.valueOf(why.getMessage());
    boolean answered = requestId != null || complaints++ < MOST_COMPLAINTS;
    return answered
        ? () -> to.refuse(ErrorCodes.BAD_MESSAGE, words, null)
        : () -> requests.malformed(words, to);
  }

  private void handle(BackendMessage message, ReplyTo to) {
    if (message instanceof Command command) {
      requests.start(AskedCommand.of(command), to);
    } else if (message instanceof StopCommand request) {
      requests.stop(commandId(request.metadata(), request.message()), to);
    } else if (message instanceof SendInput request) {
      RequestMetadata metadata = request.metadata();
      Boolean eof = metadata == null ? null : metadata.eof();
      requests.input(commandId(metadata, null), request.message(), eof, to);
    } else if (message instanceof Attach request) {
      RequestMetadata metadata = request.metadata();
      Long fromSeq = metadata == null ? null : metadata.fromSeq();
      requests.attach(commandId(metadata, null), fromSeq, to);
    } else if (message instanceof Screenshot request) {
      RequestMetadata metadata = request.metadata();
      requests.screenshot(metadata == null ? null : metadata.fullPage(), to);
    } else if (message instanceof Ping) {
      requests.ping(to);
    } else if (message instanceof StatusRequest) {
      requests.status(to);
    } else if (message instanceof SystemInfoRequest) {
      requests.systemInfo(to);
    } else if (message instanceof ErrorMessage error) {
      requests.reported("the backend", error.message());
    } else if (!(message instanceof Registered)) {
      requests.unknown(message.type(), to);
    }
  }

  private static @Nullable String commandId(
      @Nullable RequestMetadata metadata, @Nullable String otherwise) {
    return metadata != null && metadata.commandId() != null ? metadata.commandId() : otherwise;
  }
}

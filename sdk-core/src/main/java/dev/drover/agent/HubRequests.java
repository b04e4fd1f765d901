package dev.drover.agent;

import dev.drover.ErrorCodes;
import dev.drover.internal.process.CommandEngine;
import dev.drover.internal.process.CommandException;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.Attach;
import dev.drover.internal.wire.HubMessage.Command;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.HubMessage.Ping;
import dev.drover.internal.wire.HubMessage.Registered;
import dev.drover.internal.wire.HubMessage.ScreenshotRequest;
import dev.drover.internal.wire.HubMessage.SendInput;
import dev.drover.internal.wire.HubMessage.StatusRequest;
import dev.drover.internal.wire.HubMessage.StopCommand;
import dev.drover.internal.wire.HubMessage.SystemInfoRequest;
import dev.drover.internal.wire.Metadata;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what a hub asks of its VM. Called for one message after the other, off the reading thread.
 */
final class HubRequests {

  private final AgentOptions options;
  private final CommandEngine engine;
  private final Screenshots screenshots;
  private final SystemInfo system;
  private final UnsentResults unsent;
  private final ErrorSink errors;

  HubRequests(
      AgentOptions options,
      CommandEngine engine,
      Screenshots screenshots,
      UnsentResults unsent,
      ErrorSink errors) {
    this.options = options;
    this.engine = engine;
    this.screenshots = screenshots;
    this.unsent = unsent;
    this.errors = errors;
    system = new SystemInfo(options.workingDirectory());
  }

  void handle(HubMessage message, ReplyTo to) {
    if (message instanceof Command command) {
      start(command, to);
    } else if (message instanceof ScreenshotRequest request) {
      screenshots.take(Boolean.TRUE.equals(request.fullPage()), to);
    } else if (message instanceof StopCommand request) {
      stop(commandId(request.metadata(), request.message()), to);
    } else if (message instanceof SendInput request) {
      input(request, commandId(request.metadata(), null), to);
    } else if (message instanceof Attach request) {
      attach(request, to);
    } else if (message instanceof Ping) {
      to.send(AgentMessages.pong(to));
    } else if (message instanceof StatusRequest) {
      to.send(system.status(to, engine.running().size()));
    } else if (message instanceof SystemInfoRequest) {
      to.send(system.info(to));
    } else if (message instanceof ErrorMessage error) {
      errors.report("the hub reported an error: " + error.message(), null);
    } else if (!(message instanceof Registered)) {
      unknown(message.type(), to);
    }
  }

  /** A message that no VM understands: whoever can be told is told. */
  void unknown(String type, ReplyTo to) {
    reject(ErrorCodes.UNKNOWN_TYPE, "a VM knows no message of the type '" + type + "'", to);
  }

  /** A message that cannot be read. */
  void malformed(String why, ReplyTo to) {
    reject(ErrorCodes.BAD_MESSAGE, why, to);
  }

  private void reject(String code, String why, ReplyTo to) {
    if (to.hasId()) {
      to.refuse(code, why, null);
    } else {
      errors.report("ignored a message: " + why, null);
    }
  }

  private void start(Command request, ReplyTo to) {
    String id = request.commandId();
    try {
      String line = request.command() == null ? "" : request.command();
      Optional<String> refusal = refusal(line);
      if (refusal.isPresent()) {
        throw new CommandException(ErrorCodes.COMMAND_REFUSED, refusal.get(), null);
      }
      CommandSpec spec = CommandSpecs.of(request);
      id = spec.id();
      engine.start(
          spec,
          key(to, id),
          sink(to, id),
          () -> {
            if (to.hasId()) {
              to.send(AgentMessages.started(to, spec));
            }
          });
    } catch (CommandException e) {
      to.refuse(e.code(), String.valueOf(e.getMessage()), id);
    }
  }

  /** A policy is somebody's own code: one that fails has not allowed anything. */
  private Optional<String> refusal(String line) {
    try {
      return options.policy().refusal(line).map(why -> "the VM refuses the command: " + why);
    } catch (RuntimeException | Error e) {
      errors.report("the command policy failed, so the command is refused: " + e, e);
      return Optional.of("the VM refuses the command, because its policy failed");
    }
  }

  private void stop(@Nullable String id, ReplyTo to) {
    ask(
        id,
        to,
        known -> {
          boolean running = engine.isRunning(known);
          // Before the signal, so that this is heard before the command's own end.
          to.send(AgentMessages.stopped(to, known, running));
          engine.stop(known);
        });
  }

  private void input(SendInput request, @Nullable String id, ReplyTo to) {
    ask(
        id,
        to,
        known -> {
          String text = request.message() == null ? "" : request.message();
          engine.input(known, text, Boolean.TRUE.equals(request.eof()));
          to.send(AgentMessages.inputTaken(to, known));
        });
  }

  private void attach(Attach request, ReplyTo to) {
    long from = request.fromSeq() == null ? 0 : request.fromSeq();
    ask(
        request.commandId(),
        to,
        known -> engine.attach(known, from, key(to, known), sink(to, known)));
  }

  private interface Ask {
    void of(String commandId) throws CommandException;
  }

  private static void ask(@Nullable String id, ReplyTo to, Ask what) {
    if (id == null) {
      to.refuse(ErrorCodes.BAD_MESSAGE, "the message does not say which command it means", null);
      return;
    }
    try {
      what.of(id);
    } catch (CommandException e) {
      to.refuse(e.code(), String.valueOf(e.getMessage()), id);
    }
  }

  private HubSink sink(ReplyTo to, String commandId) {
    return new HubSink(to, commandId, options.keptOutputBytes(), unsent);
  }

  /** A request with the same id takes the place of an earlier one. */
  private static String key(ReplyTo to, String commandId) {
    String id = to.requestId();
    return id == null ? commandId : id;
  }

  private static @Nullable String commandId(
      @Nullable Metadata metadata, @Nullable String otherwise) {
    return metadata != null && metadata.commandId() != null ? metadata.commandId() : otherwise;
  }
}

package dev.drover.backend;

import dev.drover.DroverException;
import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.TerminalSize;
import dev.drover.backend.BackendAnswers.Asked;
import dev.drover.backend.BackendCalls.Message;
import dev.drover.hub.CommandRequest;
import dev.drover.internal.session.RestCall;
import dev.drover.internal.wire.BackendMessage.RequestMetadata;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** The calls about one VM's commands. */
final class CommandCalls {

  /** What a VM may take beyond a command's timeout to stop it and to say so. */
  private static final Duration STOP_MARGIN = Duration.ofSeconds(5);

  /** Refusals of an attach that are about the command, so that the agent knows attaching. */
  private static final Set<String> ABOUT_THE_COMMAND =
      Set.of(ErrorCodes.UNKNOWN_COMMAND, ErrorCodes.VM_LOST, ErrorCodes.COMMAND_TIMEOUT);

  private final BackendCalls calls;

  CommandCalls(BackendCalls calls) {
    this.calls = calls;
  }

  RestCall<CommandReply> run(CommandTarget target, CommandRequest request) {
    RequestMetadata metadata =
        new RequestMetadata(
            target.commandId(),
            BackendCalls.seconds(target.timeout()),
            request.env().isEmpty() ? null : request.env(),
            request.workingDirectory().orElse(null),
            request.terminal().isPresent() ? true : null,
            request.terminal().map(TerminalSize::columns).orElse(null),
            request.terminal().map(TerminalSize::rows).orElse(null),
            null,
            null,
            null);
    String what = target.what();
    return calls.send(
        new Asked(what, limit(target), target.hint(), target.startNanos()),
        target,
        new Message("command", request.command(), metadata),
        reply -> commandReply(target, reply, what));
  }

  /** The end of a command that runs, or its next prompt. */
  RestCall<CommandReply> attach(CommandTarget target, Duration timeout) {
    RequestMetadata metadata =
        new RequestMetadata(
            target.commandId(), null, null, null, null, null, null, null, target.pieces(), null);
    String what = "attaching to " + target.what();
    return calls.send(
        Asked.now(what, timeout, target.hint() + ", if the VM's agent knows drover.v1"),
        target,
        new Message("attach", "attach", metadata),
        reply -> attached(target, reply, what));
  }

  /** As long as a command may take that has just been answered. */
  RestCall<CommandReply> goOn(CommandTarget target) {
    return attach(target, limit(target));
  }

  RestCall<Boolean> stop(CommandTarget target) {
    String what = "stopping " + target.what();
    return calls.send(
        quick(what),
        target,
        new Message(
            "stop_command", target.commandId(), RequestMetadata.ofCommand(target.commandId())),
        reply -> BackendCalls.expect(BackendReply.Stopped.class, reply, what).success());
  }

  RestCall<Void> input(CommandTarget target, String text, boolean end) {
    String what = (end ? "ending the input of " : "input for ") + target.what();
    RequestMetadata metadata =
        new RequestMetadata(
            target.commandId(), null, null, null, null, null, null, end ? true : null, null, null);
    return calls.send(
        quick(what),
        target,
        new Message("send_input", text, metadata),
        reply -> taken(reply, what));
  }

  private static Void taken(BackendReply reply, String what) {
    BackendCalls.expect(BackendReply.Acknowledged.class, reply, what);
    return null;
  }

  private Asked quick(String what) {
    return Asked.now(
        what, calls.options().requestTimeout(), "status(…) tells whether the VM is alive");
  }

  /** An id for a command that was given none. */
  static String newId() {
    return "cmd-" + UUID.randomUUID();
  }

  private static Duration limit(CommandTarget target) {
    return target.timeout().plus(STOP_MARGIN);
  }

  private CommandReply attached(CommandTarget target, BackendReply reply, String what) {
    try {
      return commandReply(target, reply, what);
    } catch (RemoteException e) {
      if (e.code().filter(ABOUT_THE_COMMAND::contains).isPresent()
          || reply instanceof BackendReply.CommandFailed) {
        throw e;
      }
      throw new RemoteException(
          e.getMessage() + onlyV1(target), e.code().orElse(null), e.remoteMessage());
    } catch (DroverException e) {
      if (reply instanceof BackendReply.CommandFailed) {
        throw e;
      }
      throw new DroverException(e.getMessage() + onlyV1(target), e);
    }
  }

  private static String onlyV1(CommandTarget target) {
    return "; only agents that know drover.v1 can be asked again about a command that runs: stopCommand(\"%s\", \"%s\") stops it, or run it so that it asks for nothing"
        .formatted(target.vmId(), target.commandId());
  }

  private CommandReply commandReply(CommandTarget target, BackendReply reply, String what) {
    if (reply instanceof BackendReply.AwaitingInput awaiting) {
      return new DefaultAwaitingInput(
          calls, this, target.heard(awaiting.rawOutput(), awaiting.pieces()), awaiting.prompt());
    }
    if (reply instanceof BackendReply.Stopped stopped) {
      throw new RemoteException(
          what + " was stopped: " + stopped.message(), null, stopped.message());
    }
    return new CommandReply.Completed(
        BackendCalls.expect(BackendReply.Completed.class, reply, what).result());
  }
}

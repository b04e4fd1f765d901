package dev.drover.agent;

import dev.drover.ErrorCodes;
import dev.drover.internal.process.CommandException;
import dev.drover.internal.process.CommandSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does what is asked of a VM, in whatever protocol. Called for one request after the other, off the
 * reading thread.
 */
final class VmRequests {

  private final VmBody vm;
  private final Screenshots screenshots;

  VmRequests(VmBody vm, Screenshots screenshots) {
    this.vm = vm;
    this.screenshots = screenshots;
  }

  void start(AskedCommand asked, ReplyTo to) {
    try {
      Optional<String> refusal = refusal(asked.line());
      if (refusal.isPresent()) {
        throw new CommandException(ErrorCodes.COMMAND_REFUSED, refusal.get(), null);
      }
      CommandSpec spec = translated(asked).spec(vm.options().terminal());
      CommandSink sink = to.sink(spec.id(), 0);
      vm.engine().start(spec, to.key(spec.id()), sink, () -> sink.started(spec));
    } catch (CommandException e) {
      to.refuse(e.code(), String.valueOf(e.getMessage()), asked.id());
    }
  }

  /** A policy is somebody's own code: one that fails has not allowed anything. */
  private Optional<String> refusal(String line) {
    try {
      return vm.options().policy().refusal(line).map(why -> "the VM refuses the command: " + why);
    } catch (RuntimeException | Error e) {
      vm.errors().report("the command policy failed, so the command is refused: " + e, e);
      return Optional.of("the VM refuses the command, because its policy failed");
    }
  }

  private AskedCommand translated(AskedCommand asked) throws CommandException {
    try {
      return asked.withLine(vm.options().translation().apply(asked.line()));
    } catch (RuntimeException | Error e) {
      String why = "the VM cannot make a line for the shell of the command: " + e.getMessage();
      throw new CommandException(ErrorCodes.BAD_COMMAND, why, e);
    }
  }

  void stop(@Nullable String commandId, ReplyTo to) {
    ask(
        commandId,
        to,
        known -> {
          boolean running = vm.engine().isRunning(known);
          // Before the signal, so that this is heard before the command's own end.
          to.stopped(known, running);
          vm.engine().stop(known);
        });
  }

  void input(@Nullable String commandId, @Nullable String text, @Nullable Boolean eof, ReplyTo to) {
    ask(
        commandId,
        to,
        known -> {
          vm.engine().input(known, text == null ? "" : text, Boolean.TRUE.equals(eof));
          to.inputTaken(known);
        });
  }

  void attach(@Nullable String commandId, @Nullable Long fromSeq, ReplyTo to) {
    long from = fromSeq == null ? 0 : Math.max(0, fromSeq);
    ask(
        commandId,
        to,
        known -> vm.engine().attach(known, from, to.key(known), to.sink(known, from)));
  }

  void screenshot(@Nullable Boolean fullPage, ReplyTo to) {
    screenshots.take(Boolean.TRUE.equals(fullPage), to);
  }

  void ping(ReplyTo to) {
    to.pong();
  }

  void status(ReplyTo to) {
    to.status(vm.system().status(vm.running()));
  }

  void systemInfo(ReplyTo to) {
    to.systemInfo(vm.system().info());
  }

  /** A message that no VM understands: whoever can be told is told. */
  void unknown(String type, ReplyTo to) {
    reject(ErrorCodes.UNKNOWN_TYPE, "a VM knows no message of the type '" + type + "'", to);
  }

  /** A message that cannot be read: whoever can be told is told. */
  void malformed(String why, ReplyTo to) {
    reject(ErrorCodes.BAD_MESSAGE, why, to);
  }

  /** The other side has an error to report, which is answered by nothing. */
  void reported(String who, @Nullable String message) {
    vm.errors().report(who + " reported an error: " + message, null);
  }

  private void reject(String code, String why, ReplyTo to) {
    if (to.requestId() != null) {
      to.refuse(code, why, null);
    } else {
      vm.errors().report("ignored a message: " + why, null);
    }
  }

  private interface Ask {
    void of(String commandId) throws CommandException;
  }

  private static void ask(@Nullable String commandId, ReplyTo to, Ask what) {
    if (commandId == null) {
      to.refuse(ErrorCodes.BAD_MESSAGE, "the message does not say which command it means", null);
      return;
    }
    try {
      what.of(commandId);
    } catch (CommandException e) {
      to.refuse(e.code(), String.valueOf(e.getMessage()), commandId);
    }
  }
}

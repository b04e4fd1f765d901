package dev.drover.backend;

import dev.drover.DroverException;
import dev.drover.hub.CommandResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A command at a prompt, as it was when the VM told so. */
final class DefaultAwaitingInput implements CommandReply.AwaitingInput {

  private final BackendCalls calls;
  private final CommandCalls commands;
  private final CommandTarget target;
  private final String prompt;

  DefaultAwaitingInput(
      BackendCalls calls, CommandCalls commands, CommandTarget target, String prompt) {
    this.calls = calls;
    this.commands = commands;
    this.target = target;
    this.prompt = prompt;
  }

  @Override
  public String vmId() {
    return target.vmId();
  }

  @Override
  public String commandId() {
    return target.commandId();
  }

  @Override
  public String prompt() {
    return prompt;
  }

  @Override
  public String output() {
    return rawOutput().replace("\r\n", "\n");
  }

  @Override
  public String rawOutput() {
    return target.output();
  }

  @Override
  public CommandResult result() {
    throw new DroverException(
        "%s has not ended: it waits for input at the prompt '%s'; answer(…) answers it, stop() ends it, or run it with what it asks for"
            .formatted(target.what(), prompt),
        null);
  }

  @Override
  public CommandReply answer(String line) {
    calls.http().await(commands.input(target, line + "\n", false));
    return calls.http().await(commands.goOn(target));
  }

  @Override
  public CompletableFuture<CommandReply> answerAsync(String line) {
    return Sequence.of(
        calls.http().start(commands.input(target, line + "\n", false), false),
        () -> calls.http().start(commands.goOn(target), false));
  }

  @Override
  public CommandReply await(Duration timeout) {
    return calls.http().await(commands.attach(target, timeout));
  }

  @Override
  public CompletableFuture<CommandReply> awaitAsync(Duration timeout) {
    return calls.http().start(commands.attach(target, timeout), false);
  }

  @Override
  public boolean stop() {
    return calls.http().await(commands.stop(target));
  }

  @Override
  public CompletableFuture<Boolean> stopAsync() {
    return calls.http().start(commands.stop(target), false);
  }

  /** Command and prompt; output and answers may be secret. */
  @Override
  public String toString() {
    return "AwaitingInput[%s at '%s']".formatted(target.what(), prompt);
  }
}

package dev.drover.backend;

import dev.drover.ClientOptions;
import dev.drover.DroverException;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.VmInfo;
import dev.drover.internal.session.Interrupted;
import dev.drover.internal.session.RestCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The client: each method is one call of {@link CommandCalls} or {@link VmCalls}. */
final class DefaultBackendClient implements BackendClient {

  private final ClientOptions options;
  private final BackendCalls calls;
  private final CommandCalls commands;
  private final VmCalls vms;

  DefaultBackendClient(ClientOptions options) {
    this.options = options;
    this.calls = new BackendCalls(options);
    this.commands = new CommandCalls(calls);
    this.vms = new VmCalls(calls);
  }

  @Override
  public CommandReply sendCommand(String vmId, CommandRequest request) {
    CommandTarget target = target(vmId, request);
    return Interrupted.await(run(target, request, true), target.what());
  }

  @Override
  public CompletableFuture<CommandReply> sendCommandAsync(String vmId, CommandRequest request) {
    return run(target(vmId, request), request, false);
  }

  /**
   * Whoever cancels it, or lets it time out, has no use for the command, and may not know its id.
   */
  private CompletableFuture<CommandReply> run(
      CommandTarget target, CommandRequest request, boolean inline) {
    CompletableFuture<CommandReply> reply =
        calls.http().start(commands.run(target, request), inline);
    reply.whenComplete(
        (ended, failure) -> {
          if (failure != null && !(failure instanceof DroverException)) {
            calls.http().start(commands.stop(target), true);
          }
        });
    return reply;
  }

  @Override
  public CommandReply attach(String vmId, String commandId, Duration timeout) {
    return calls.http().await(commands.attach(known(vmId, commandId), positive(timeout)));
  }

  @Override
  public CompletableFuture<CommandReply> attachAsync(
      String vmId, String commandId, Duration timeout) {
    return start(commands.attach(known(vmId, commandId), positive(timeout)));
  }

  @Override
  public boolean stopCommand(String vmId, String commandId) {
    return calls.http().await(commands.stop(known(vmId, commandId)));
  }

  @Override
  public CompletableFuture<Boolean> stopCommandAsync(String vmId, String commandId) {
    return start(commands.stop(known(vmId, commandId)));
  }

  @Override
  public void sendInput(String vmId, String commandId, String text) {
    calls.http().await(commands.input(known(vmId, commandId), text, false));
  }

  @Override
  public CompletableFuture<Void> sendInputAsync(String vmId, String commandId, String text) {
    return start(commands.input(known(vmId, commandId), text, false));
  }

  @Override
  public void closeInput(String vmId, String commandId) {
    calls.http().await(commands.input(known(vmId, commandId), "", true));
  }

  @Override
  public CompletableFuture<Void> closeInputAsync(String vmId, String commandId) {
    return start(commands.input(known(vmId, commandId), "", true));
  }

  @Override
  public Duration ping(String vmId) {
    return calls.http().await(vms.ping(vmId));
  }

  @Override
  public CompletableFuture<Duration> pingAsync(String vmId) {
    return start(vms.ping(vmId));
  }

  @Override
  public VmStatus status(String vmId) {
    return calls.http().await(vms.status(vmId));
  }

  @Override
  public CompletableFuture<VmStatus> statusAsync(String vmId) {
    return start(vms.status(vmId));
  }

  @Override
  public SystemInfo systemInfo(String vmId) {
    return calls.http().await(vms.systemInfo(vmId));
  }

  @Override
  public CompletableFuture<SystemInfo> systemInfoAsync(String vmId) {
    return start(vms.systemInfo(vmId));
  }

  @Override
  public List<VmInfo> listVms() {
    return calls.http().await(vms.list());
  }

  @Override
  public CompletableFuture<List<VmInfo>> listVmsAsync() {
    return start(vms.list());
  }

  @Override
  public BackendReply send(String vmId, BackendRequest request) {
    return calls.http().await(vms.send(vmId, request));
  }

  @Override
  public CompletableFuture<BackendReply> sendAsync(String vmId, BackendRequest request) {
    return start(vms.send(vmId, request));
  }

  @Override
  public void close() {
    calls.close();
  }

  @Override
  public String toString() {
    return "BackendClient[" + calls.http().address() + "]";
  }

  private <T> CompletableFuture<T> start(RestCall<T> call) {
    return calls.http().start(call, false);
  }

  private CommandTarget target(String vmId, CommandRequest request) {
    return CommandTarget.fresh(
        VmCalls.checked(vmId),
        request.commandId().orElseGet(CommandCalls::newId),
        request.command(),
        request.timeout().orElse(options.commandTimeout()));
  }

  /** A command of which its id is all that is known here. */
  private CommandTarget known(String vmId, String commandId) {
    if (commandId.isBlank()) {
      throw new IllegalArgumentException("a command's id must not be blank");
    }
    return CommandTarget.fresh(
        VmCalls.checked(vmId), commandId, commandId, options.commandTimeout());
  }

  private static Duration positive(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the timeout must be above zero, is " + timeout);
    }
    return timeout;
  }
}

package dev.drover.backend;

import dev.drover.ClientOptions;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.VmInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Drives VMs through a backend's REST interface ({@code vm-agent-messages.md}, {@code
 * vm-agent-request-response.md}).
 *
 * <pre>{@code
 * try (BackendClient backend = BackendClient.connect("http://localhost:8765")) {
 *   CommandResult built = backend.sendCommand("vm-1", "make test").result();
 *
 *   CommandReply reply = backend.sendCommand("vm-1", CommandRequest.of("passwd").pty());
 *   while (reply instanceof CommandReply.AwaitingInput waiting) {
 *     reply = waiting.answer(waiting.prompt().contains("current") ? oldOne : newOne);
 *   }
 * }
 * }</pre>
 *
 * <p>Nothing is connected until something is asked, and each call is for itself. Safe for any
 * number of threads; its own threads are daemons. Blocking methods may be called anywhere; each has
 * an {@code …Async} twin, and cancelling what that returns ends the HTTP call.
 *
 * <p>All of them throw, or fail with, {@link dev.drover.DroverException} and its children: {@link
 * dev.drover.RemoteException} if backend or VM answer with an error, its {@code code()} being
 * {@code VM_NOT_FOUND}, {@code VM_LOST} and the like ({@link dev.drover.ErrorCodes}); {@link
 * dev.drover.RequestTimeoutException} if nothing comes in time; {@link
 * dev.drover.ConnectionException} if the backend cannot be reached, refuses the token, or answers
 * with what is no answer. Wrong arguments are {@link IllegalArgumentException}.
 */
public interface BackendClient extends AutoCloseable {

  /**
   * A client for a backend; nothing is sent yet.
   *
   * @param uri such as {@code http://localhost:8765}; {@code ws} and {@code wss} count as {@code
   *     http} and {@code https}. What the backend serves lies below its path.
   * @return the client
   * @throws IllegalArgumentException if that is no address
   */
  static BackendClient connect(String uri) {
    return of(ClientOptions.of(uri));
  }

  /**
   * A client for a backend; nothing is sent yet. Of the options it heeds address, token (asked for
   * anew for every call), {@code sslContext}, {@code proxy} (HTTP only), {@code connectTimeout},
   * {@code requestTimeout}, {@code commandTimeout}, {@code callbackExecutor}, {@code
   * inlineCompletion} and {@code limits}.
   *
   * @param options address and all else
   * @return the client
   * @throws IllegalArgumentException if its proxy is none for HTTP
   */
  static BackendClient of(ClientOptions options) {
    return new DefaultBackendClient(options);
  }

  /**
   * Runs a command, up to its end or its first prompt.
   *
   * @param vmId the VM
   * @param command a line for the VM's shell
   * @return how it ended, or what it waits for
   */
  default CommandReply sendCommand(String vmId, String command) {
    return sendCommand(vmId, CommandRequest.of(command));
  }

  /**
   * Runs a command, up to its end or its first prompt. If the request names no id, one is made, so
   * that the command can be stopped whatever happens. The VM is told the timeout ({@code
   * commandTimeout} if the request has none) and stops the command then; the answer may take five
   * seconds more.
   *
   * @param vmId the VM
   * @param request the command and how to run it
   * @return how it ended, or what it waits for
   * @throws dev.drover.RemoteException if it could not be run; the code may be the VM's own
   * @throws dev.drover.RequestTimeoutException if it was stopped by its timeout, or if no answer
   *     came: then it may still run, and the message has the id to stop it with
   */
  CommandReply sendCommand(String vmId, CommandRequest request);

  /**
   * As {@link #sendCommand(String, String)}.
   *
   * @param vmId the VM
   * @param command a line for the VM's shell
   * @return how it ends, or what it waits for; cancelling it stops the command
   */
  default CompletableFuture<CommandReply> sendCommandAsync(String vmId, String command) {
    return sendCommandAsync(vmId, CommandRequest.of(command));
  }

  /**
   * As {@link #sendCommand(String, CommandRequest)}.
   *
   * @param vmId the VM
   * @param request the command and how to run it
   * @return how it ends, or what it waits for; cancelling it stops the command
   */
  CompletableFuture<CommandReply> sendCommandAsync(String vmId, CommandRequest request);

  /**
   * Comes back to a command that runs: waits for its end or its next prompt. The answer comes at
   * once if it waits at a prompt now, or has ended a short time ago. The result's {@code command()}
   * is the id, since nobody tells the line. Needs an agent that knows {@code drover.v1}.
   *
   * @param vmId the VM
   * @param commandId the command
   * @param timeout how long to wait; the command goes on after it
   * @return how it ended, or what it waits for
   */
  CommandReply attach(String vmId, String commandId, Duration timeout);

  /**
   * As {@link #attach}.
   *
   * @param vmId the VM
   * @param commandId the command
   * @param timeout how long to wait
   * @return how it ends, or what it waits for; cancelling it leaves the command as it is
   */
  CompletableFuture<CommandReply> attachAsync(String vmId, String commandId, Duration timeout);

  /**
   * Stops a command with all its processes. Whoever waits for it gets its end.
   *
   * @param vmId the VM
   * @param commandId the command
   * @return whether it was running
   */
  boolean stopCommand(String vmId, String commandId);

  /** As {@link #stopCommand}. */
  CompletableFuture<Boolean> stopCommandAsync(String vmId, String commandId);

  /**
   * Writes to a command's standard input.
   *
   * @param vmId the VM
   * @param commandId the command
   * @param text as it is: a line needs its {@code \n}. Never part of a message or log.
   */
  void sendInput(String vmId, String commandId, String text);

  /** As {@link #sendInput}. */
  CompletableFuture<Void> sendInputAsync(String vmId, String commandId, String text);

  /**
   * Ends a command's standard input. Needs an agent that knows {@code drover.v1}.
   *
   * @param vmId the VM
   * @param commandId the command
   */
  void closeInput(String vmId, String commandId);

  /** As {@link #closeInput}. */
  CompletableFuture<Void> closeInputAsync(String vmId, String commandId);

  /**
   * Asks whether a VM is alive.
   *
   * @param vmId the VM
   * @return how long its answer took, through the backend and back
   */
  Duration ping(String vmId);

  /** As {@link #ping}. */
  CompletableFuture<Duration> pingAsync(String vmId);

  /**
   * Asks how a VM is.
   *
   * @param vmId the VM
   * @return what it says
   */
  VmStatus status(String vmId);

  /** As {@link #status}. */
  CompletableFuture<VmStatus> statusAsync(String vmId);

  /**
   * Asks what a VM is.
   *
   * @param vmId the VM
   * @return what it says
   */
  SystemInfo systemInfo(String vmId);

  /** As {@link #systemInfo}. */
  CompletableFuture<SystemInfo> systemInfoAsync(String vmId);

  /** The VMs that are connected to the backend. */
  List<VmInfo> listVms();

  /** As {@link #listVms()}. */
  CompletableFuture<List<VmInfo>> listVmsAsync();

  /**
   * Sends a message of any type, and gives back whatever final message the VM answers with, errors
   * of the VM's included.
   *
   * @param vmId the VM
   * @param request the message
   * @return the answer
   * @throws dev.drover.RemoteException if the backend has no answer of the VM's to give
   */
  BackendReply send(String vmId, BackendRequest request);

  /**
   * As {@link #send}.
   *
   * @param vmId the VM
   * @param request the message
   * @return the answer
   */
  CompletableFuture<BackendReply> sendAsync(String vmId, BackendRequest request);

  /**
   * Ends all calls under way; commands go on at their VMs. Idempotent, never blocks, allowed on any
   * thread.
   */
  @Override
  void close();
}

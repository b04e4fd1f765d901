package dev.drover.hub;

import dev.drover.Subscription;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A command under way on a VM. Where the hub offers {@code drover.v1}, it outlives the connection:
 * after a reconnect its output goes on where it stopped, nothing lost, nothing twice.
 */
public interface CommandHandle {

  /** The VM's id. */
  String vmId();

  /** The command's id, unique per VM. */
  String commandId();

  /** What was asked for. */
  CommandRequest request();

  /**
   * Hears the output piece by piece, from its beginning: what came before this call is delivered
   * first. Without {@code drover.v1} there is one piece, at the end. Pieces older than the limit on
   * kept output are skipped for a listener that comes late.
   *
   * @param listener called in order, one piece at a time, on a callback thread
   * @return the registration
   */
  Subscription onOutput(Consumer<? super CommandOutput> listener);

  /**
   * Writes to the command's standard input.
   *
   * @param text what to write; add the line end yourself
   * @throws dev.drover.DroverException if the hub does not offer {@code drover.v1}, or the
   *     connection is down
   */
  void sendInput(String text);

  /**
   * As {@link #sendInput}.
   *
   * @param text what to write; add the line end yourself
   * @return done when the VM has it
   */
  CompletableFuture<Void> sendInputAsync(String text);

  /** Closes the command's standard input, as Ctrl-D does. Errors as for {@link #sendInput}. */
  void closeInput();

  /**
   * Stops the command with all processes it started, gently, then by force. The result follows as
   * ever.
   *
   * @throws dev.drover.DroverException if the hub does not offer {@code drover.v1}, or the
   *     connection is down
   */
  void stop();

  /**
   * As {@link #stop}.
   *
   * @return done when the VM has begun to stop it
   */
  CompletableFuture<Void> stopAsync();

  /**
   * How the command ends: exactly once, after all listeners heard all output. Fails with {@link
   * dev.drover.RequestTimeoutException}, {@link dev.drover.RemoteException} (refused by the VM, VM
   * lost) or {@link dev.drover.ConnectionException}. Cancelling it stops the command.
   */
  CompletableFuture<CommandResult> result();

  /**
   * Waits for the end.
   *
   * @return how the command ended
   * @throws dev.drover.DroverException as {@link #result()} fails
   */
  CommandResult await();

  /**
   * Waits for the end, at most so long; the command goes on if it takes longer.
   *
   * @param timeout how long
   * @return how the command ended
   * @throws dev.drover.RequestTimeoutException if it has not ended yet
   * @throws dev.drover.DroverException as {@link #result()} fails
   */
  CommandResult await(Duration timeout);
}

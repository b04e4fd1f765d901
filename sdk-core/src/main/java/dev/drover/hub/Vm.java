package dev.drover.hub;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A remote machine, driven through a hub. Every method may be called from any thread; those that
 * block have an {@code …Async} twin. All of them throw, or fail with, {@link
 * dev.drover.DroverException} and its children.
 */
public interface Vm {

  /** The VM's id at the hub. */
  String id();

  /**
   * Runs a command and waits for its end.
   *
   * @param command a line for the VM's shell
   * @return how it ended, whatever its exit code
   */
  default CommandResult sendCommand(String command) {
    return sendCommand(CommandRequest.of(command));
  }

  /**
   * Runs a command and waits for its end.
   *
   * @param request the command and how to run it
   * @return how it ended, whatever its exit code
   */
  CommandResult sendCommand(CommandRequest request);

  /**
   * Runs a command.
   *
   * @param command a line for the VM's shell
   * @return how it ends; cancelling it stops the command
   */
  default CompletableFuture<CommandResult> sendCommandAsync(String command) {
    return sendCommandAsync(CommandRequest.of(command));
  }

  /**
   * Runs a command.
   *
   * @param request the command and how to run it
   * @return how it ends; cancelling it stops the command
   */
  CompletableFuture<CommandResult> sendCommandAsync(CommandRequest request);

  /**
   * Starts a command, to follow and steer it.
   *
   * @param command a line for the VM's shell
   * @return the command under way
   */
  default CommandHandle startCommand(String command) {
    return startCommand(CommandRequest.of(command));
  }

  /**
   * Starts a command, to follow and steer it.
   *
   * @param request the command and how to run it
   * @return the command under way
   */
  CommandHandle startCommand(CommandRequest request);

  /** Takes a picture of what the screen shows now. */
  default Screenshot screenshot() {
    return screenshot(false);
  }

  /**
   * Takes a picture of the screen.
   *
   * @param fullPage whether to show the whole page or scroll-back instead of the visible part
   * @return the picture
   */
  Screenshot screenshot(boolean fullPage);

  /** As {@link #screenshot()}. */
  default CompletableFuture<Screenshot> screenshotAsync() {
    return screenshotAsync(false);
  }

  /**
   * As {@link #screenshot(boolean)}.
   *
   * @param fullPage whether to show the whole page or scroll-back instead of the visible part
   * @return the picture
   */
  CompletableFuture<Screenshot> screenshotAsync(boolean fullPage);

  /**
   * Runs a test case's steps as commands, one after the other, up to the first that fails.
   *
   * @param steps the command lines
   * @return how each ended
   */
  default StepsResult runSteps(List<String> steps) {
    return runSteps(steps, OnStepFailure.STOP);
  }

  /**
   * Runs a test case's steps as commands, one after the other.
   *
   * @param steps the command lines
   * @param onFailure what happens to the rest when one fails
   * @return how each ended
   */
  default StepsResult runSteps(List<String> steps, OnStepFailure onFailure) {
    return StepsRun.inTurn(this, steps, onFailure);
  }

  /**
   * As {@link #runSteps(List, OnStepFailure)}.
   *
   * @param steps the command lines
   * @param onFailure what happens to the rest when one fails
   * @return how each ended; cancelling it stops the step under way and skips the rest
   */
  default CompletableFuture<StepsResult> runStepsAsync(
      List<String> steps, OnStepFailure onFailure) {
    return StepsRun.async(this, steps, onFailure);
  }

  /**
   * Waits until the hub lists the VM as connected; some hubs assign VMs that are still starting.
   *
   * @param timeout how long to wait
   * @throws dev.drover.RequestTimeoutException if it is not connected by then
   */
  void awaitConnected(Duration timeout);

  /**
   * As {@link #awaitConnected}.
   *
   * @param timeout how long to wait
   * @return done when it is connected
   */
  CompletableFuture<Void> awaitConnectedAsync(Duration timeout);
}

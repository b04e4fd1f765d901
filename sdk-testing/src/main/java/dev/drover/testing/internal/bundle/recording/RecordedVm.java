package dev.drover.testing.internal.bundle.recording;

import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.CommandResult;
import dev.drover.hub.Screenshot;
import dev.drover.hub.Vm;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A VM that writes down what it is asked for. The futures and handles that it gives are those of
 * the VM itself, so that cancelling, order and threads are as ever.
 */
public final class RecordedVm implements Vm {

  private final Vm vm;
  private final Transcript transcript;

  /**
   * Records a VM.
   *
   * @param vm the VM
   * @param transcript where to
   */
  public RecordedVm(Vm vm, Transcript transcript) {
    this.vm = vm;
    this.transcript = transcript;
  }

  /** The VM itself, for what shall not be recorded. */
  public Vm unrecorded() {
    return vm;
  }

  /** Whether a command may still run on it, as far as the one was told who recorded it. */
  public boolean mayRunCommands() {
    return transcript.mayRunCommands(vm.id());
  }

  /**
   * The test that had this VM has ended, and another may have it now: whatever else is asked of it
   * is refused, of this object and of others with the same transcript. What was begun goes on.
   */
  public void end() {
    transcript.end(vm.id());
  }

  @Override
  public String id() {
    return vm.id();
  }

  @Override
  public CommandResult sendCommand(CommandRequest request) {
    return waiting(transcript.command(id(), request), () -> vm.sendCommand(request));
  }

  @Override
  public CompletableFuture<CommandResult> sendCommandAsync(CommandRequest request) {
    return following(() -> transcript.command(id(), request), () -> vm.sendCommandAsync(request));
  }

  @Override
  public CommandHandle startCommand(CommandRequest request) {
    TranscriptEntry entry = transcript.command(id(), request);
    try {
      CommandHandle handle = vm.startCommand(request);
      entry.streamed();
      handle.onOutput(entry::piece);
      entry.follow(handle.result());
      return handle;
    } catch (RuntimeException e) {
      entry.ended(null, e);
      throw e;
    }
  }

  @Override
  public Screenshot screenshot(boolean fullPage) {
    return waiting(screenshotEntry(fullPage), () -> vm.screenshot(fullPage));
  }

  @Override
  public CompletableFuture<Screenshot> screenshotAsync(boolean fullPage) {
    return following(() -> screenshotEntry(fullPage), () -> vm.screenshotAsync(fullPage));
  }

  @Override
  public void awaitConnected(Duration timeout) {
    waiting(
        connectingEntry(),
        () -> {
          vm.awaitConnected(timeout);
          return true;
        });
  }

  @Override
  public CompletableFuture<Void> awaitConnectedAsync(Duration timeout) {
    return following(this::connectingEntry, () -> vm.awaitConnectedAsync(timeout));
  }

  @Override
  public String toString() {
    return vm.toString();
  }

  private TranscriptEntry screenshotEntry(boolean fullPage) {
    return transcript.other(id(), fullPage ? "screenshot of the full page" : "screenshot");
  }

  private TranscriptEntry connectingEntry() {
    return transcript.other(id(), "wait until it is connected");
  }

  private static <T> T waiting(TranscriptEntry entry, Supplier<T> operation) {
    try {
      T result = operation.get();
      entry.ended(result, null);
      return result;
    } catch (RuntimeException | Error e) {
      entry.ended(null, e);
      throw e;
    }
  }

  private static <T> CompletableFuture<T> following(
      Supplier<TranscriptEntry> begin, Supplier<CompletableFuture<T>> operation) {
    TranscriptEntry entry;
    try {
      entry = begin.get();
    } catch (IllegalStateException e) {
      return CompletableFuture.failedFuture(e);
    }
    try {
      CompletableFuture<T> result = operation.get();
      entry.follow(result);
      return result;
    } catch (RuntimeException e) {
      entry.ended(null, e);
      throw e;
    }
  }
}

package dev.drover.testing.internal.bundle.recording;

import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.hub.CommandOutput;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.CommandResult;
import dev.drover.testing.internal.bundle.model.CommandEntry;
import dev.drover.testing.internal.bundle.model.CommandEntry.State;
import dev.drover.testing.internal.bundle.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One thing asked of a VM, from the asking to its end. Safe for any number of threads. */
final class TranscriptEntry {

  /** What a hub says in place of a VM. */
  private static final Set<String> NO_ANSWER =
      Set.of(ErrorCodes.VM_LOST, ErrorCodes.VM_SILENT, ErrorCodes.VM_NOT_FOUND);

  private final int number;
  private final String vmId;
  private final String what;
  private final boolean isCommand;
  private final List<String> details;
  private final KeptOutput output;
  private final Consumer<TranscriptEntry> whenEnded;
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  /** Asked for the end at a time when nobody may have told it yet. */
  private volatile @Nullable CompletableFuture<?> future;

  private boolean streamed;
  private @Nullable Duration elapsed;
  private @Nullable Duration onVm;
  private boolean heardOfItsEnd;
  private State state = State.RUNNING;
  private String end = "";

  TranscriptEntry(
      int number,
      String vmId,
      CommandRequest request,
      KeptOutput output,
      Consumer<TranscriptEntry> whenEnded) {
    this(number, vmId, request.command(), true, details(request), output, whenEnded);
  }

  TranscriptEntry(
      int number,
      String vmId,
      String what,
      KeptOutput output,
      Consumer<TranscriptEntry> whenEnded) {
    this(number, vmId, what, false, List.of(), output, whenEnded);
  }

  private TranscriptEntry(
      int number,
      String vmId,
      String what,
      boolean isCommand,
      List<String> details,
      KeptOutput output,
      Consumer<TranscriptEntry> whenEnded) {
    this.number = number;
    this.vmId = vmId;
    this.what = what;
    this.isCommand = isCommand;
    this.details = details;
    this.output = output;
    this.whenEnded = whenEnded;
  }

  /** The values of environment variables may be secret. */
  private static List<String> details(CommandRequest request) {
    List<String> details = new ArrayList<>();
    request.workingDirectory().ifPresent(path -> details.add("in " + path));
    request.timeout().ifPresent(limit -> details.add("at most " + limit.toMillis() + " ms"));
    request.terminal().ifPresent(size -> details.add("on a terminal"));
    if (!request.env().isEmpty()) {
      details.add("with " + String.join(", ", request.env().keySet()) + " set");
    }
    return List.copyOf(details);
  }

  /** The end is that of a future. */
  void follow(CompletableFuture<?> result) {
    future = result;
    result.whenComplete(this::ended);
  }

  /** The output comes in pieces, so that it is not taken from the result. */
  synchronized void streamed() {
    streamed = true;
  }

  void piece(CommandOutput piece) {
    output.add(piece.text());
  }

  void ended(@Nullable Object result, @Nullable Throwable failure) {
    synchronized (this) {
      if (elapsed != null) {
        return;
      }
      elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
      heardOfItsEnd = failure == null || isAnswer(failure);
      if (failure != null) {
        state = State.FAILED;
        end = String.valueOf(unwrapped(failure));
      } else if (result instanceof CommandResult command) {
        take(command);
      } else {
        state = State.DONE;
        end = "done";
      }
      output.close();
    }
    whenEnded.accept(this);
  }

  /** A VM that answers has ended the command, or never begun it. */
  private static boolean isAnswer(Throwable failure) {
    return unwrapped(failure) instanceof RemoteException refused
        && refused.code().filter(NO_ANSWER::contains).isEmpty();
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Whether it is a command of which nobody knows that it has ended. */
  boolean mayStillRun() {
    hear();
    synchronized (this) {
      return isCommand && !heardOfItsEnd;
    }
  }

  private void take(CommandResult result) {
    onVm = result.duration();
    state = result.isSuccess() ? State.DONE : State.NOT_ZERO;
    boolean unknown = result.exitCode() == CommandResult.UNKNOWN_EXIT_CODE;
    end = unknown ? "exit code unknown" : "exit " + result.exitCode();
    if (!streamed) {
      output.add(result.rawOutput());
      if (result.truncated()) {
        output.markTruncated();
      }
    }
  }

  /** What its time went into, once it has ended. */
  synchronized Map<Phase, Duration> times() {
    Duration all = elapsed == null ? Duration.ZERO : elapsed;
    Duration running = onVm != null ? onVm : isCommand ? all : Duration.ZERO;
    return Map.of(Phase.COMMAND, running, Phase.TRANSFER, all.minus(running));
  }

  int characters() {
    return output.characters();
  }

  private void hear() {
    CompletableFuture<?> result = future;
    if (result != null && result.isDone()) {
      result.handle(
          (value, failure) -> {
            ended(value, failure);
            return value;
          });
    }
  }

  String vmId() {
    return vmId;
  }

  /** How it stands now. */
  CommandEntry entry() {
    hear();
    synchronized (this) {
      Duration took = elapsed == null ? Duration.ofNanos(System.nanoTime() - startNanos) : elapsed;
      return new CommandEntry(
          number, vmId, what, isCommand, details, start, took, state, end, output.text());
    }
  }
}

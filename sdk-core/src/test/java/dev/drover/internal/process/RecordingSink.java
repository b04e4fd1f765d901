package dev.drover.internal.process;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what it heard; on request it is slow, or goes away. */
class RecordingSink implements OutputSink {

  final List<OutputPiece> pieces = new CopyOnWriteArrayList<>();
  final List<Prompt> prompts = new CopyOnWriteArrayList<>();
  final AtomicInteger ends = new AtomicInteger();
  final Semaphore permits = new Semaphore(Integer.MAX_VALUE);
  volatile boolean gone;
  String commandId = "";
  private final CompletableFuture<CommandEnd> end = new CompletableFuture<>();

  /** A sink that takes a piece only when a permit is released. */
  static RecordingSink held() {
    RecordingSink sink = new RecordingSink();
    sink.permits.drainPermits();
    return sink;
  }

  @Override
  public boolean piece(OutputPiece piece) {
    permits.acquireUninterruptibly();
    if (end.isDone()) {
      throw new AssertionError("a piece after the end: " + piece);
    }
    pieces.add(piece);
    return !gone;
  }

  @Override
  public boolean wantsPrompts() {
    return true;
  }

  @Override
  public void awaitingInput(Prompt prompt) {
    if (end.isDone()) {
      throw new AssertionError("a prompt after the end: " + prompt);
    }
    if (!pieces.isEmpty() && pieces.get(pieces.size() - 1).seq() + 1 != prompt.pieces()) {
      throw new AssertionError("a prompt among the pieces it counts: " + prompt);
    }
    prompts.add(prompt);
  }

  @Override
  public void end(CommandEnd how) {
    ends.incrementAndGet();
    end.complete(how);
  }

  CommandEnd awaitEnd() {
    return end.orTimeout(20, TimeUnit.SECONDS).join();
  }

  boolean hasEnded() {
    return end.isDone();
  }

  int exitCode() {
    return awaitEnd().exitCode();
  }

  String text() {
    return pieces.stream().map(OutputPiece::text).collect(joining());
  }

  /** What the command asked, in order. */
  List<String> questions() {
    return prompts.stream().map(Prompt::text).toList();
  }

  String stdout() {
    return pieces.stream().filter(p -> !p.stderr()).map(OutputPiece::text).collect(joining());
  }

  String stderr() {
    return pieces.stream().filter(OutputPiece::stderr).map(OutputPiece::text).collect(joining());
  }
}

package dev.drover.testing.internal.bundle.recording;

import dev.drover.hub.CommandRequest;
import dev.drover.testing.internal.bundle.model.CommandLog;
import dev.drover.testing.internal.bundle.model.Secrets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a test asks of its VMs: the first and the newest are kept. Safe for any number of threads.
 */
public final class Transcript {

  private static final int FIRST = 100;
  private static final int NEWEST = 400;

  /** Of each command's head and tail, while there are few of them. */
  private static final int KEPT = 16 << 10;

  private static final int KEPT_OF_MANY = 1 << 10;

  /** From here on there are many. */
  private static final long MUCH = 4 << 20;

  private final OutputFolder folder;
  private final Secrets secrets;
  private final TimeSpent spent;
  private final List<TranscriptEntry> first = new ArrayList<>();
  private final Deque<TranscriptEntry> newest = new ArrayDeque<>();

  /** Commands of which nobody knows that they have ended; also those that are not kept. */
  private final Set<TranscriptEntry> open = new LinkedHashSet<>();

  /** VMs of which the test may ask nothing any more. */
  private final Set<String> over = new HashSet<>();

  private int count;
  private long omitted;
  private long characters;

  /**
   * An empty transcript.
   *
   * @param folder where long output goes
   * @param secrets what is masked
   * @param spent where time is added up
   */
  public Transcript(OutputFolder folder, Secrets secrets, TimeSpent spent) {
    this.folder = folder;
    this.secrets = secrets;
    this.spent = spent;
  }

  /**
   * Nothing is asked of a VM any more. What was asked before is known to {@link #mayRunCommands}.
   */
  synchronized void end(String vmId) {
    over.add(vmId);
  }

  private void requireTestGoesOn(String vmId) {
    if (over.contains(vmId)) {
      throw new IllegalStateException(
          vmId
              + " is not asked: the test that had it has ended, and another may have it now. Code"
              + " that outlives its test, after a timeout or on threads of its own, should end with"
              + " it");
    }
  }

  /** A command is about to be sent. */
  synchronized TranscriptEntry command(String vmId, CommandRequest request) {
    requireTestGoesOn(vmId);
    TranscriptEntry entry = new TranscriptEntry(++count, vmId, request, output(), this::ended);
    open.add(entry);
    return add(entry);
  }

  /** Whether a command may still run on a VM, as far as anybody here was told. */
  boolean mayRunCommands(String vmId) {
    List<TranscriptEntry> asked;
    synchronized (this) {
      asked = List.copyOf(open);
    }
    return asked.stream().anyMatch(entry -> entry.vmId().equals(vmId) && entry.mayStillRun());
  }

  /** Something else is about to be asked for. */
  synchronized TranscriptEntry other(String vmId, String what) {
    requireTestGoesOn(vmId);
    return add(new TranscriptEntry(++count, vmId, what, output(), this::ended));
  }

  /** What is kept. */
  public CommandLog log() {
    List<TranscriptEntry> entries;
    long missing;
    synchronized (this) {
      entries = new ArrayList<>(first);
      entries.addAll(newest);
      missing = omitted;
    }
    return new CommandLog(entries.stream().map(TranscriptEntry::entry).toList(), missing);
  }

  private KeptOutput output() {
    int kept = characters > MUCH ? KEPT_OF_MANY : KEPT;
    return new KeptOutput(folder, secrets, "output-%03d.txt".formatted(count), kept);
  }

  private TranscriptEntry add(TranscriptEntry entry) {
    if (first.size() < FIRST) {
      first.add(entry);
      return entry;
    }
    newest.add(entry);
    if (newest.size() > NEWEST) {
      newest.remove();
      omitted++;
    }
    return entry;
  }

  private synchronized void ended(TranscriptEntry entry) {
    if (!entry.mayStillRun()) {
      open.remove(entry);
    }
    characters += entry.characters();
    entry.times().forEach(spent::add);
  }
}

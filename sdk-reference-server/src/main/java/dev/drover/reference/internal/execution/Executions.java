package dev.drover.reference.internal.execution;

import dev.drover.reference.ServerClock;
import dev.drover.reference.internal.clock.LockedClock;
import dev.drover.reference.internal.peer.PeerHandler;
import dev.drover.reference.internal.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The executions of a server ({@code execution-monitoring.md}). One lock guards all their state;
 * nothing that is called under it blocks, and messages sent under it keep their order.
 */
public final class Executions implements AutoCloseable {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Object lock = new Object();
  private final Map<String, LiveExecution> executions = new LinkedHashMap<>();
  private final Doors doors = new Doors();
  private final Screenshots screenshots = new Screenshots();
  private final Shared shared;

  /**
   * Those that have ended, until they are forgotten; some have given way to another of their id.
   */
  private final Map<LiveExecution, Future<?>> forgetting = new LinkedHashMap<>();

  private boolean closed;

  /** No executions yet. */
  public Executions(ServerClock clock, Vms vms) {
    LockedClock locked = new LockedClock(clock, lock);
    this.shared = new Shared(lock, locked, new Devices(lock, locked, vms), screenshots);
  }

  /** The lock, for those who take part in executions. */
  public Object lock() {
    return lock;
  }

  /** The time. */
  public LockedClock clock() {
    return shared.clock();
  }

  /** A connection that wants to watch. */
  public PeerHandler visit(Visit visit) {
    return new WatcherConnection(visit, this, shared);
  }

  /**
   * The execution of an id; a new one if there is none.
   *
   * @throws IllegalArgumentException if the id is no UUID
   */
  public LiveExecution get(String id) {
    synchronized (lock) {
      return executions.computeIfAbsent(key(id), this::created);
    }
  }

  /** As {@link #get}, but in place of one that has ended there is a new one. */
  public LiveExecution getActive(String id) {
    synchronized (lock) {
      LiveExecution known = executions.get(key(id));
      if (known != null && known.hasEnded()) {
        executions.remove(key(id));
      }
      return get(id);
    }
  }

  private static String key(String id) {
    String key = id.toLowerCase(Locale.ROOT);
    if (!UUID.matcher(key).matches()) {
      throw new IllegalArgumentException("an execution's id is a UUID, not '" + id + "'");
    }
    return key;
  }

  private LiveExecution created(String id) {
    return new LiveExecution(id, shared, this::ended);
  }

  /** For five minutes more, those who were away can come back, and reports be had. */
  private void ended(LiveExecution execution) {
    if (!closed) {
      forgetting.put(execution, clock().later(GuaranteedLog.KEPT_MILLIS, () -> forget(execution)));
    }
  }

  private void forget(LiveExecution execution) {
    forgetting.remove(execution);
    executions.remove(execution.id(), execution);
    execution.forgetPictures();
  }

  /** Cancels what is under way. Idempotent. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      List.copyOf(executions.values()).forEach(LiveExecution::cancel);
      forgetting.values().forEach(timer -> timer.cancel(false));
      forgetting.clear();
    }
  }

  @Nullable LiveExecution find(String id) {
    return executions.get(id.toLowerCase(Locale.ROOT));
  }

  Doors doors() {
    return doors;
  }

  /** Those that are known, the newest first. */
  public List<Summary> list() {
    synchronized (lock) {
      List<Summary> all =
          new ArrayList<>(executions.values().stream().map(e -> e.told(Story::summary)).toList());
      Collections.reverse(all);
      return List.copyOf(all);
    }
  }

  /**
   * What is known of an execution, if it is known. One that has just given way to another of its id
   * is still to be read of, until there is something to say of that one.
   */
  public Optional<Report> report(String id) {
    synchronized (lock) {
      return Optional.ofNullable(find(id))
          .map(newest -> newest.told(Story::report))
          .map(report -> report.saysSomething() ? report : lastEnded(report));
    }
  }

  private Report lastEnded(Report begun) {
    Report last = begun;
    for (LiveExecution ended : forgetting.keySet()) {
      if (ended.id().equals(begun.executionId())) {
        last = ended.told(Story::report);
      }
    }
    return last;
  }

  /** The picture of a step. */
  public Optional<byte[]> screenshot(String name) {
    return screenshots.get(name);
  }

  /** A device of any execution. */
  public Device device(String id) {
    synchronized (lock) {
      return shared.devices().get(id);
    }
  }
}

package dev.drover.reference.internal.runner;

import dev.drover.reference.Runner;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** An agent that has registered. Used under the lock. */
final class RegisteredAgent {

  static final String ONLINE = "online";
  static final String BUSY = "busy";
  static final String OFFLINE = "offline";

  private final String id;
  private final Member member;
  final Set<Job> jobs = new LinkedHashSet<>();
  String name = "";
  int maxJobs = 1;
  long heardAt;
  boolean away;
  @Nullable Future<?> watch;

  RegisteredAgent(String id, Member member) {
    this.id = id;
    this.member = member;
  }

  String id() {
    return id;
  }

  Member member() {
    return member;
  }

  boolean isIdle() {
    return hasRoom() && jobs.isEmpty();
  }

  /** Whether it takes one more job. */
  boolean hasRoom() {
    return !away && jobs.size() < maxJobs;
  }

  String status() {
    if (away) {
      return OFFLINE;
    }
    return jobs.isEmpty() ? ONLINE : BUSY;
  }

  Runner.Agent shown() {
    return new Runner.Agent(id, name, status());
  }
}

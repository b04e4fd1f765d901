package dev.drover.reference.internal.runner;

import dev.drover.reference.Runner;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** An agent that has registered. Used under the lock. */
final class RegisteredAgent {

  static final String ONLINE = "online";
  static final String BUSY = "busy";
  static final String OFFLINE = "offline";

  private final String id;
  private final Member member;
  String name;
  long heardAt;
  boolean away;
  @Nullable Job job;
  @Nullable Future<?> watch;

  RegisteredAgent(String id, String name, Member member) {
    this.id = id;
    this.name = name;
    this.member = member;
  }

  String id() {
    return id;
  }

  Member member() {
    return member;
  }

  boolean isIdle() {
    return !away && job == null;
  }

  String status() {
    if (away) {
      return OFFLINE;
    }
    return job == null ? ONLINE : BUSY;
  }

  Runner.Agent shown() {
    return new Runner.Agent(id, name, status());
  }
}

package dev.drover.reference.internal.runner;

import dev.drover.reference.Runner;
import dev.drover.reference.internal.clock.LockedClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The agents, and how they are; who cares for that is told. Used under the lock. */
final class Agents {

  /** Three heartbeats that did not come. */
  private static final long PATIENCE_MILLIS = Duration.ofSeconds(90).toMillis();

  private final Map<String, RegisteredAgent> agents = new LinkedHashMap<>();
  private final LockedClock clock;
  private final Members members;
  private final BiConsumer<Job, String> onLostJob;

  Agents(LockedClock clock, Members members, BiConsumer<Job, String> onLostJob) {
    this.clock = clock;
    this.members = members;
    this.onLostJob = onLostJob;
  }

  /** The agent of that id on that connection; {@link #arrived} makes it known. */
  RegisteredAgent agent(String id, Registration registration, Member member) {
    RegisteredAgent known = agents.get(id);
    RegisteredAgent agent =
        known != null && known.member() == member ? known : new RegisteredAgent(id, member);
    agent.name = registration.name();
    agent.maxJobs = registration.maxJobs();
    member.agent = agent; // From here on it hears no status.
    return agent;
  }

  /** An agent has registered; one of the same id on another connection gives way. */
  void arrived(RegisteredAgent agent) {
    RegisteredAgent before = agents.put(agent.id(), agent);
    agent.away = false;
    heard(agent);
    if (before != null && before != agent) {
      giveWay(before);
    }
    tell(agent);
  }

  /** What it still had to do, the newer one did not take along. */
  private void giveWay(RegisteredAgent before) {
    unwatch(before);
    loseJobs(before, "its place was taken by another connection with its id");
    before
        .member()
        .error(
            "another connection has registered as '%s': each agent needs an id of its own"
                .formatted(before.id()),
            null);
    // Not to come back by itself: two with one id would displace each other for ever.
    before.member().socket().disconnect("another connection has registered as " + before.id());
  }

  /** An agent has shown that it lives. */
  void heard(RegisteredAgent agent) {
    agent.heardAt = clock.now();
    if (agent.away) {
      agent.away = false;
      tell(agent);
    }
    if (agent.watch == null) {
      watch(agent, PATIENCE_MILLIS);
    }
  }

  private void watch(RegisteredAgent agent, long millis) {
    agent.watch = clock.later(millis, () -> look(agent));
  }

  private static void unwatch(RegisteredAgent agent) {
    agent.away = true;
    if (agent.watch != null) {
      agent.watch.cancel(false);
    }
  }

  private void look(RegisteredAgent agent) {
    agent.watch = null;
    if (agents.get(agent.id()) != agent) {
      return;
    }
    if (agent.member().socket().session().isHeld()) {
      agent.heardAt = clock.now(); // It may have said much that was not listened to.
    }
    long left = agent.heardAt + PATIENCE_MILLIS - clock.now();
    if (left > 0) {
      watch(agent, left);
    } else {
      agent.away = true;
      lose(agent, "nothing was heard from it for %d s".formatted(PATIENCE_MILLIS / 1_000));
    }
  }

  /** An agent's connection is gone. */
  void leave(RegisteredAgent agent, String why) {
    if (agents.remove(agent.id(), agent)) {
      unwatch(agent);
      lose(agent, why);
    }
  }

  /** Who did it is told first to be away, then what that means. */
  private void lose(RegisteredAgent agent, String why) {
    tell(agent);
    loseJobs(agent, why);
  }

  private void loseJobs(RegisteredAgent agent, String why) {
    List<Job> lost = List.copyOf(agent.jobs);
    agent.jobs.clear();
    lost.forEach(job -> onLostJob.accept(job, why));
  }

  /** Gives an agent something to do. */
  void assign(RegisteredAgent agent, Job job) {
    agent.jobs.add(job);
    if (agents.get(agent.id()) == agent) { // Else it arrives in a moment, and all hear of it then.
      tell(agent);
    }
  }

  /** It is done with that. */
  void release(RegisteredAgent agent, Job job) {
    if (agent.jobs.remove(job) && agent.jobs.isEmpty()) {
      tell(agent);
    }
  }

  private void tell(RegisteredAgent agent) {
    members.clients().forEach(client -> client.status(agent.id(), agent.status()));
  }

  /** Tells one who came late. */
  void tell(Member client) {
    agents.values().forEach(agent -> client.status(agent.id(), agent.status()));
  }

  /** Who gets the next job: the first that registered of the idle ones, else of those with room. */
  Optional<RegisteredAgent> free() {
    return agents.values().stream()
        .filter(RegisteredAgent::isIdle)
        .findFirst()
        .or(() -> agents.values().stream().filter(RegisteredAgent::hasRoom).findFirst());
  }

  List<Runner.Agent> shown() {
    return agents.values().stream().map(RegisteredAgent::shown).toList();
  }
}

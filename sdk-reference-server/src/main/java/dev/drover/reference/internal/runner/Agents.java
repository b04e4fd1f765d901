package dev.drover.reference.internal.runner;

import dev.drover.reference.Runner;
import dev.drover.reference.internal.clock.LockedClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

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

  /** Somebody is an agent; one of the same id on another connection gives way. */
  void register(String id, String name, Member member) {
    RegisteredAgent known = agents.get(id);
    if (known != null && known.member() == member) {
      known.name = name;
      tell(known);
      return;
    } else if (known != null) {
      leave(known, "its place was taken by another connection with its id");
      known.member().socket().session().close("another connection has registered as " + id);
    }
    RegisteredAgent agent = new RegisteredAgent(id, name, member);
    agents.put(id, agent);
    member.agent = agent; // From here on it hears no status.
    heard(agent);
    tell(agent);
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

  private void look(RegisteredAgent agent) {
    agent.watch = null;
    if (agents.get(agent.id()) != agent) {
      return;
    }
    long left = agent.heardAt + PATIENCE_MILLIS - clock.now();
    if (left > 0) {
      watch(agent, left);
    } else {
      agent.away = true;
      lose(agent, "nothing was heard from it for %d s".formatted(PATIENCE_MILLIS / 1_000));
    }
  }

  /** An agent's connection is gone, or is to be. */
  void leave(RegisteredAgent agent, String why) {
    if (agents.remove(agent.id(), agent)) {
      agent.away = true;
      if (agent.watch != null) {
        agent.watch.cancel(false);
      }
      lose(agent, why);
    }
  }

  private void lose(RegisteredAgent agent, String why) {
    Job job = agent.job;
    agent.job = null;
    tell(agent);
    if (job != null) {
      onLostJob.accept(job, why);
    }
  }

  /** Gives an agent something to do, or takes it. */
  void assign(RegisteredAgent agent, @Nullable Job job) {
    agent.job = job;
    tell(agent);
  }

  private void tell(RegisteredAgent agent) {
    members.clients().forEach(client -> client.status(agent.id(), agent.status()));
  }

  /** Tells one who came late. */
  void tell(Member client) {
    agents.values().forEach(agent -> client.status(agent.id(), agent.status()));
  }

  /** The first that registered of those who have nothing to do. */
  Optional<RegisteredAgent> idle() {
    return agents.values().stream().filter(RegisteredAgent::isIdle).findFirst();
  }

  List<Runner.Agent> shown() {
    return agents.values().stream().map(RegisteredAgent::shown).toList();
  }
}

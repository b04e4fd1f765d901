package dev.drover.reference.internal.runner;

import dev.drover.internal.socketio.SocketPacket.Event;
import dev.drover.reference.Runner;
import dev.drover.reference.internal.clock.LockedClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What agents do, and for whom. Used under the lock. */
final class Jobs {

  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Members members;
  private final Agents agents;

  Jobs(LockedClock clock, Members members) {
    this.members = members;
    this.agents = new Agents(clock, members, this::lost);
  }

  Agents agents() {
    return agents;
  }

  /** A client wants something done. */
  void start(Member client, Event event, boolean recording) throws BadPayloadException {
    String id = PayloadRules.jobOf(event);
    Optional<RegisteredAgent> idle = agents.idle();
    if (jobs.containsKey(id)) {
      client.error("this executionId is in use; choose another", id);
    } else if (idle.isEmpty()) {
      client.error("no agent is idle; try again when one is online", id);
    } else {
      RegisteredAgent agent = idle.get();
      Job job = new Job(id, recording, agent, client);
      jobs.put(id, job);
      agents.assign(agent, job);
      agent.member().pass(event, client);
    }
  }

  /** A client wants it no more. */
  void cancel(Member client, Event event, boolean recording) throws BadPayloadException {
    String id = PayloadRules.jobOf(event);
    Job job = jobs.get(id);
    if (job == null || job.recording() != recording) {
      client.error("nothing like that is under way", id);
    } else {
      job.agent().member().pass(event, client);
    }
  }

  /** An agent tells how it goes on. */
  void report(RegisteredAgent from, Event event, boolean recording) throws BadPayloadException {
    Job job = jobOf(from, PayloadRules.jobOf(event), recording);
    if (job != null) {
      tell(job, event);
    }
  }

  /** An agent has done it. */
  void complete(RegisteredAgent from, Event event, boolean recording) throws BadPayloadException {
    Job job = jobOf(from, PayloadRules.jobOf(event), recording);
    if (job != null) {
      tell(job, event);
      end(job);
    }
  }

  /** An agent cannot do it. */
  void fail(RegisteredAgent from, Event event) throws BadPayloadException {
    Job job = jobs.get(PayloadRules.jobOf(event));
    if (job != null && job.agent() == from) {
      concerned(job).forEach(client -> client.pass(event, from.member()));
      end(job);
    }
  }

  /**
   * The job that an agent speaks of. One that is not known was begun under a server before this
   * one, and goes on.
   */
  private @Nullable Job jobOf(RegisteredAgent from, String id, boolean recording) {
    Job known = jobs.get(id);
    if (known != null && known.agent() != from) {
      from.member().error("this is another agent's", id);
      return null;
    } else if (known != null) {
      return known;
    }
    Job adopted = new Job(id, recording, from, null);
    if (from.job == null) {
      jobs.put(id, adopted);
      agents.assign(from, adopted);
    }
    return adopted;
  }

  private void end(Job job) {
    jobs.remove(job.executionId(), job);
    if (job.equals(job.agent().job)) {
      agents.assign(job.agent(), null);
    }
  }

  private void lost(Job job, String why) {
    jobs.remove(job.executionId(), job);
    String message = "the agent '%s' was lost: %s".formatted(job.agent().id(), why);
    concerned(job).forEach(client -> client.error(message, job.executionId()));
  }

  /** The one who started it waits for it; if that connection is gone, whoever may have been it. */
  private List<Member> concerned(Job job) {
    Member originator = job.originator();
    return originator != null && members.isIn(originator) ? List.of(originator) : members.clients();
  }

  /** Every client hears it; only the one who waits for it slows the agent down. */
  private void tell(Job job, Event event) {
    for (Member client : members.clients()) {
      if (client == job.originator()) {
        client.pass(event, job.agent().member());
      } else {
        client.pass(event);
      }
    }
  }

  List<Runner.Job> shown() {
    return jobs.values().stream()
        .map(job -> new Runner.Job(job.executionId(), job.recording(), job.agent().id()))
        .toList();
  }
}

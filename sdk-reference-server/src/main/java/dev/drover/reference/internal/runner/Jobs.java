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
  private final Endings endings;
  private final Missing missing;

  Jobs(LockedClock clock, Members members) {
    this.members = members;
    this.agents = new Agents(clock, members, this::lost);
    this.endings = new Endings(clock);
    this.missing = new Missing(clock);
  }

  Agents agents() {
    return agents;
  }

  // ---- clients

  /** A client wants something done. */
  void start(Member client, Event event, boolean recording) throws BadPayloadException {
    String id = PayloadRules.jobOf(event);
    Optional<RegisteredAgent> free = agents.free();
    if (jobs.containsKey(id)) {
      client.error("this executionId is in use; choose another", id);
    } else if (free.isEmpty()) {
      client.error("no agent is idle; try again when one is online", id);
    } else {
      begin(new Job(id, recording, free.get(), client));
      free.get().member().pass(event, client);
    }
  }

  private void begin(Job job) {
    endings.forget(job.executionId());
    missing.take(job.executionId());
    jobs.put(job.executionId(), job);
    agents.assign(job.agent, job);
  }

  /** A client wants it no more. */
  void cancel(Member client, Event event, boolean recording) throws BadPayloadException {
    String id = PayloadRules.jobOf(event);
    Job job = jobs.get(id);
    if (job != null && job.isRecording() == recording) {
      job.agent.member().pass(event, client);
    } else if (!endings.isDone(id)) { // Whose end is on its way needs no word.
      client.error("nothing like that is under way", id);
    }
  }

  /** A client has come back, and asks how what it had started goes. */
  void resume(Member client, Event event) throws BadPayloadException {
    for (String id : Payload.of(event).texts("executionIds")) {
      Job job = jobs.get(id);
      Event ending = endings.of(id);
      if (job != null) {
        job.originator = client;
      } else if (ending != null) {
        client.pass(ending);
      } else {
        missing.await(id, client);
      }
    }
  }

  // ---- agents

  /** Somebody is an agent, and may be at work already. */
  void register(String id, Registration registration, Member member) {
    RegisteredAgent agent = agents.agent(id, registration, member);
    registration.activeJobs().forEach(active -> goesOn(agent, active));
    agents.arrived(agent);
  }

  private void goesOn(RegisteredAgent agent, Registration.ActiveJob active) {
    Job job = jobs.get(active.executionId());
    if (job == null) {
      adopt(agent, active.executionId(), active.recording());
    } else if (job.agent != agent) {
      // Its connection before is not over yet, as far as this server knows.
      job.agent.jobs.remove(job);
      job.agent = agent;
      agent.jobs.add(job);
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
    try {
      Job job = jobOf(from, PayloadRules.jobOf(event), recording);
      if (job != null) {
        tell(job, event);
        end(job, event);
      }
    } catch (BadPayloadException e) {
      // An end it is all the same, and nobody shall wait for another one.
      Job job = e.executionId() == null ? null : jobs.get(e.executionId());
      if (job != null && job.agent == from) {
        Event end = Member.errorEvent("its agent ended it malformed: " + e.getMessage(), job);
        concerned(job).forEach(client -> client.pass(end));
        end(job, end);
      }
      throw e;
    }
  }

  /** An agent cannot do it. */
  void fail(RegisteredAgent from, Event event) throws BadPayloadException {
    Job job = jobOf(from, PayloadRules.jobOf(event), false);
    if (job != null) {
      concerned(job).forEach(client -> client.pass(event, from.member()));
      end(job, event);
    }
  }

  /**
   * The job that an agent speaks of. One that is not known was begun under a server before this
   * one, or was given up here too early, and goes on. Of what has ended, nothing more is heard.
   */
  private @Nullable Job jobOf(RegisteredAgent from, String id, boolean recording) {
    Job known = jobs.get(id);
    if (known != null && known.agent != from) {
      from.member().error("this is another agent's", id);
      return null;
    } else if (known == null && endings.isDone(id)) {
      return null;
    }
    return known == null ? adopt(from, id, recording) : known;
  }

  private Job adopt(RegisteredAgent agent, String id, boolean recording) {
    Job adopted = new Job(id, recording, agent, missing.take(id));
    begin(adopted);
    return adopted;
  }

  private void end(Job job, Event event) {
    jobs.remove(job.executionId(), job);
    endings.note(job.executionId(), event, false);
    agents.release(job.agent, job);
  }

  private void lost(Job job, String why) {
    jobs.remove(job.executionId(), job);
    Event end =
        Member.errorEvent("the agent '%s' was lost: %s".formatted(job.agent.id(), why), job);
    endings.note(job.executionId(), end, true);
    concerned(job).forEach(client -> client.pass(end));
  }

  /** The one who started it waits for it; if that connection is gone, whoever may have been it. */
  private List<Member> concerned(Job job) {
    Member originator = job.originator;
    return originator != null && members.isIn(originator) ? List.of(originator) : members.clients();
  }

  /** Every client hears it; only the one who waits for it slows the agent down. */
  private void tell(Job job, Event event) {
    for (Member client : members.clients()) {
      if (client == job.originator) {
        client.pass(event, job.agent.member());
      } else {
        client.pass(event);
      }
    }
  }

  List<Runner.Job> shown() {
    return jobs.values().stream()
        .map(job -> new Runner.Job(job.executionId(), job.isRecording(), job.agent.id()))
        .toList();
  }
}

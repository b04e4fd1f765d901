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
    missing.take(id);
    Optional<RegisteredAgent> free = agents.free();
    if (jobs.containsKey(id)) {
      client.error("this executionId is in use; choose another", id);
    } else if (free.isEmpty()) {
      client.error("no agent is idle; try again when one is online", id);
    } else {
      Job job = new Job(id, recording, free.get());
      job.waiting.add(client);
      begin(job);
      free.get().member().pass(event, client);
    }
  }

  private void begin(Job job) {
    endings.forget(job.executionId());
    jobs.put(job.executionId(), job);
    agents.assign(job.agent, job);
  }

  /** A client wants it no more. */
  void cancel(Member client, Event event, boolean recording) throws BadPayloadException {
    String id = PayloadRules.jobOf(event);
    Job job = jobs.get(id);
    if (job != null && job.isRecording() == recording) {
      job.agent.member().pass(event, client);
    } else if (!missing.cancel(id, event)) { // Whose agent may still come will be told.
      client.error("nothing like that is under way", id);
    }
  }

  /** A client has come back, and asks how what it had started goes. */
  void resume(Member client, Event event) throws BadPayloadException {
    for (String id : Payload.of(event).texts("executionIds")) {
      Job job = jobs.get(id);
      Event ending = endings.of(id);
      if (job != null) {
        job.waiting.removeIf(before -> !members.isIn(before));
        job.waiting.add(client);
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
    if (job == null && !endings.isDone(active.executionId())) {
      adopt(agent, active.executionId(), active.recording());
    } else if (job != null && job.agent != agent) {
      move(job, agent);
    }
  }

  private void move(Job job, RegisteredAgent to) {
    RegisteredAgent from = job.agent;
    if (from.isSameAs(to)) { // Its connection before is not over yet, as far as is known here.
      from.jobs.remove(job);
      job.agent = to;
      to.jobs.add(job);
    } else { // Given up as lost, and begun anew elsewhere.
      to.member().cancel(job);
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
    Job adopted = new Job(id, recording, agent);
    Missing.Wait wait = missing.take(id);
    if (wait != null) {
      adopted.waiting.add(wait.client);
    }
    begin(adopted);
    if (wait != null && wait.cancel != null) {
      agent.member().pass(wait.cancel);
    }
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

  /** Who waits for it; if those connections are gone, whoever may have been one of them. */
  private List<Member> concerned(Job job) {
    List<Member> waiting = job.waiting.stream().filter(members::isIn).toList();
    return waiting.isEmpty() ? members.clients() : waiting;
  }

  /** Every client hears it; only the one who waits for it slows the agent down. */
  private void tell(Job job, Event event) {
    for (Member client : members.clients()) {
      if (job.waiting.contains(client)) {
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

package dev.drover.reference.internal.runner;

import dev.drover.internal.socketio.SocketPacket.Event;
import dev.drover.reference.PeerRole;
import dev.drover.reference.Runner;
import dev.drover.reference.RunnerOptions;
import dev.drover.reference.ServerClock;
import dev.drover.reference.internal.clock.LockedClock;
import dev.drover.reference.internal.socketio.Namespace;
import dev.drover.reference.internal.socketio.SocketConnection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server of {@code runner-socketio.md}: lets clients and agents in and routes their events. */
public final class RunnerServer implements Namespace, Runner {

  private final Object lock;
  private final Admission admission;
  private final Members members = new Members();
  private final Jobs jobs;

  /**
   * A server with nobody in it.
   *
   * @param lock the engine's
   */
  public RunnerServer(Object lock, RunnerOptions options, ServerClock clock) {
    this.lock = lock;
    this.admission = new Admission(options, clock);
    this.jobs = new Jobs(new LockedClock(clock, lock), members);
  }

  @Override
  public Optional<String> refusal(SocketConnection socket, @Nullable String auth) {
    try {
      members.add(new Member(socket, admission.identify(auth)));
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void connected(SocketConnection socket) {
    Member member = members.get(socket);
    if (member == null || member.isAgent()) {
      return; // An agent is one when it has registered.
    }
    long id = socket.session().info().id();
    String name = member.identity().userId();
    socket.session().identify(PeerRole.CLIENT, name == null ? "client-" + id : name);
    if (name != null) {
      jobs.agents().tell(member);
    }
  }

  @Override
  public void event(SocketConnection socket, Event event) {
    Member member = members.get(socket);
    if (member == null) {
      return;
    }
    if (member.agent != null) {
      jobs.agents().heard(member.agent);
    }
    try {
      handle(member, event);
    } catch (BadPayloadException e) {
      member.error(String.valueOf(e.getMessage()), e.executionId());
    }
  }

  private void handle(Member member, Event event) throws BadPayloadException {
    switch (event.name()) {
      case EventNames.AGENT_REGISTER -> register(member, event);
      case EventNames.RECORDING_START, EventNames.EXECUTION_START -> {
        jobs.start(client(member, event), event, isRecording(event));
      }
      case EventNames.RECORDING_CANCEL, EventNames.EXECUTION_CANCEL -> {
        jobs.cancel(client(member, event), event, isRecording(event));
      }
      case EventNames.RECORDING_READY, EventNames.EXECUTION_LOG -> {
        jobs.report(agent(member, event), event, isRecording(event));
      }
      case EventNames.RECORDING_COMPLETE, EventNames.EXECUTION_COMPLETE -> {
        jobs.complete(agent(member, event), event, isRecording(event));
      }
      case EventNames.RESUME -> jobs.resume(client(member, event), event);
      case EventNames.ERROR -> jobs.fail(agent(member, event), event);
      case EventNames.AGENT_HEARTBEAT -> agent(member, event);
      default -> {
        // The journal has it; there is nobody here whom it could concern.
      }
    }
  }

  private static boolean isRecording(Event event) {
    return event.name().startsWith("recording:");
  }

  private static Member client(Member member, Event event) throws BadPayloadException {
    if (member.isAgent()) {
      throw new BadPayloadException(event.name() + " is for clients", null);
    }
    return member;
  }

  private static RegisteredAgent agent(Member member, Event event) throws BadPayloadException {
    if (member.agent == null) {
      throw new BadPayloadException(
          "%s is for agents; send agent:register first".formatted(event.name()), null);
    }
    return member.agent;
  }

  private void register(Member member, Event event) throws BadPayloadException {
    Registration registration = Registration.of(event);
    String claimed = member.identity().agentId();
    String id = claimed == null ? member.socket().id() : claimed;
    member.socket().session().identify(PeerRole.AGENT, id);
    jobs.register(id, registration, member);
  }

  @Override
  public void disconnected(SocketConnection socket, String why) {
    Member member = members.remove(socket);
    if (member != null && member.agent != null) {
      jobs.agents().leave(member.agent, "its connection has ended: " + why);
    }
  }

  @Override
  public List<Runner.Agent> agents() {
    synchronized (lock) {
      return jobs.agents().shown();
    }
  }

  @Override
  public List<Runner.Job> jobs() {
    synchronized (lock) {
      return jobs.shown();
    }
  }
}

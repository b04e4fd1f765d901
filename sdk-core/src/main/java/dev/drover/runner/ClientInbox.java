package dev.drover.runner;

import dev.drover.internal.session.DefaultEventStream;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.RunnerCodec;
import dev.drover.internal.wire.RunnerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events from the server, for the handles that they concern and for all who listen. */
final class ClientInbox {

  private final DefaultEventStream<RunnerEvent> events;
  private final Jobs jobs;
  private final AgentWatch agents;
  private final ErrorSink errors;

  ClientInbox(
      DefaultEventStream<RunnerEvent> events, Jobs jobs, AgentWatch agents, ErrorSink errors) {
    this.events = events;
    this.jobs = jobs;
    this.agents = agents;
    this.errors = errors;
  }

  void hear(SocketPacket.Event event) {
    if (!RunnerCodec.knows(event.name())) {
      publish(new RunnerEvent.Unknown(event.name(), event.arguments().texts()));
      return;
    }
    try {
      handle(RunnerCodec.decode(event.name(), arguments(event.arguments())), event);
    } catch (MalformedMessageException e) {
      errors.report("ignored a " + e.getMessage(), e);
      if (event.name().endsWith(":complete")) {
        // An end it is all the same, and no other one will come.
        RunnerCodec.executionId(arguments(event.arguments()))
            .ifPresent(id -> jobs.failed(id, new RunnerMessage.ErrorMessage(e.getMessage(), id)));
      }
    }
  }

  private void handle(RunnerMessage message, SocketPacket.Event event) {
    if (message instanceof RunnerMessage.ExecutionLog log) {
      LogLine line = new LogLine(or(log.level(), "info"), or(log.message(), ""));
      jobs.log(or(log.executionId(), ""), line);
      publish(
          new RunnerEvent.ExecutionLog(or(log.executionId(), ""), line.message(), line.level()));
    } else if (message instanceof RunnerMessage.ExecutionComplete end) {
      publish(
          new RunnerEvent.ExecutionComplete(
              or(end.executionId(), ""), exitCode(end.exitCode()), millis(end.duration())));
      jobs.executionEnded(or(end.executionId(), ""), end);
    } else if (message instanceof RunnerMessage.RecordingReady ready) {
      publish(
          new RunnerEvent.RecordingReady(or(ready.testFlowId(), ""), or(ready.executionId(), "")));
      jobs.recordingReady(or(ready.executionId(), ""), ready);
    } else if (message instanceof RunnerMessage.RecordingComplete end) {
      publish(
          new RunnerEvent.RecordingComplete(
              or(end.testFlowId(), ""),
              or(end.executionId(), ""),
              Boolean.TRUE.equals(end.success()),
              or(end.code(), ""),
              or(end.message(), "")));
      jobs.recordingEnded(or(end.executionId(), ""), end);
    } else if (message instanceof RunnerMessage.AgentStatus status) {
      status(or(status.agentId(), ""), or(status.status(), ""), status);
    } else if (message instanceof RunnerMessage.ErrorMessage error) {
      publish(
          new RunnerEvent.ServerError(
              or(error.message(), ""), Optional.ofNullable(error.executionId())));
      if (error.executionId() != null) {
        jobs.failed(error.executionId(), error);
      }
    } else {
      publish(new RunnerEvent.Unknown(event.name(), event.arguments().texts()));
    }
  }

  private void status(String agentId, String raw, RunnerMessage message) {
    AgentState state = AgentState.of(raw);
    publish(new RunnerEvent.AgentStatus(agentId, state, raw));
    agents.heard(agentId, state).forEach(job -> jobs.failed(job, message));
  }

  private void publish(RunnerEvent event) {
    events.publishGuaranteed(event, () -> {});
  }

  static List<byte[]> arguments(Arguments arguments) {
    List<byte[]> json = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      json.add(arguments.json(i));
    }
    return json;
  }

  /** As the JDK has it for a process: of what needs more than 31 bits the lower 32, with a sign. */
  static int exitCode(@Nullable Number told) {
    return told == null ? -1 : (int) told.longValue();
  }

  /** Broken numbers of broken agents are no time at all. */
  static Duration millis(@Nullable Number told) {
    double millis = told == null ? 0 : told.doubleValue();
    return millis > 0 && millis < 1e15 ? Duration.ofNanos((long) (millis * 1e6)) : Duration.ZERO;
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}

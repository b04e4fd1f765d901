package dev.drover.reference.internal.runner;

import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.socketio.SocketPacket;
import dev.drover.internal.socketio.SocketPacket.Event;
import dev.drover.reference.internal.socketio.SocketConnection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who was let in: a client, unless its token or itself says that it is an agent. */
final class Member {

  private final SocketConnection socket;
  private final Identity identity;
  @Nullable RegisteredAgent agent;

  Member(SocketConnection socket, Identity identity) {
    this.socket = socket;
    this.identity = identity;
  }

  Identity identity() {
    return identity;
  }

  SocketConnection socket() {
    return socket;
  }

  boolean isAgent() {
    return agent != null || identity.agentId() != null;
  }

  /** Sends an event as it came. */
  void pass(Event event) {
    socket.emit(event.name(), event.arguments());
  }

  /**
   * As {@link #pass(Event)}, and whoever caused it is not listened to until this one has caught up.
   */
  void pass(Event event, Member cause) {
    pass(event);
    if (!socket.session().isWritable()) {
      cause.socket.session().hold();
      socket.session().onceWritable(cause.socket.session()::resume);
    }
  }

  void status(String agentId, String status) {
    socket.emit(
        EventNames.AGENT_STATUS, Arguments.of(fields("agentId", agentId, "status", status)));
  }

  void error(String message, @Nullable String executionId) {
    socket.emit(EventNames.ERROR, errorOf(message, executionId));
  }

  /** How a job's client is told that it failed. */
  static Event errorEvent(String message, Job job) {
    Arguments arguments = errorOf(message, job.executionId());
    return new Event(SocketPacket.ROOT, null, EventNames.ERROR, arguments);
  }

  private static Arguments errorOf(String message, @Nullable String executionId) {
    Map<String, String> fields = fields("message", message);
    if (executionId != null) {
      fields.put("executionId", executionId);
    }
    return Arguments.of(fields);
  }

  private static Map<String, String> fields(String... namesAndValues) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }
}

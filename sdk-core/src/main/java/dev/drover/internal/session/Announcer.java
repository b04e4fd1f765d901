package dev.drover.internal.session;

import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.EventStream;
import dev.drover.Gap;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells listeners what happens to a connection. */
final class Announcer {

  private final DefaultEventStream<ConnectionEvent> events;

  Announcer(Dispatcher dispatcher, int capacity, ErrorSink errors) {
    this.events = new DefaultEventStream<>("connection events", dispatcher, capacity, errors);
  }

  EventStream<ConnectionEvent> events() {
    return events;
  }

  void connected(int generation, @Nullable Instant lostAt) {
    Instant now = Instant.now();
    events.publish(new ConnectionEvent.Connected(now, generation));
    if (lostAt != null) {
      Gap gap = new Gap(lostAt, now, "the connection was lost", 0);
      events.publish(new ConnectionEvent.Resubscribed(now, gap));
    }
  }

  void disconnected(int generation, ConnectionException cause) {
    events.publish(
        new ConnectionEvent.Disconnected(
            Instant.now(), generation, String.valueOf(cause.getMessage())));
  }

  void reconnecting(int attempt, Duration delay, ConnectionException cause) {
    events.publish(
        new ConnectionEvent.Reconnecting(
            Instant.now(), attempt, delay, String.valueOf(cause.getMessage())));
  }

  void closed(@Nullable ConnectionException cause) {
    events.publish(
        new ConnectionEvent.Closed(Instant.now(), cause == null ? null : cause.getMessage()));
  }
}

package dev.drover.hub;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.session.SessionProtocol.FrameSender;
import dev.drover.internal.wire.WireCodec;
import java.time.Duration;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Carries commands over from a lost connection to the next one, if that one knows how to. */
final class Resumption {

  /** A hub may answer the ping before the registration; the connection counts as up by then. */
  private static final Duration LATE_OFFER = Duration.ofSeconds(2);

  private final Collection<CommandStream> streams;
  private final BooleanSupplier knowsV1;

  /** Sends on the connection that is up. */
  private volatile @Nullable FrameSender sender;

  Resumption(Collection<CommandStream> streams, BooleanSupplier knowsV1) {
    this.streams = streams;
    this.knowsV1 = knowsV1;
  }

  void onDisconnected() {
    sender = null;
    if (knowsV1.getAsBoolean()) {
      streams.forEach(CommandStream::cut);
    }
  }

  void onConnected(FrameSender connection) {
    sender = connection;
    if (knowsV1.getAsBoolean()) {
      reattach(connection);
    } else if (streams.stream().anyMatch(CommandStream::isCut)) {
      Timers.schedule(
          () -> DaemonThreads.executor().execute(() -> abandon(connection)), LATE_OFFER);
    }
  }

  /** The hub has offered the extension; that may be before the connection is up, or after. */
  void onOffer() {
    FrameSender current = sender;
    if (current != null) {
      reattach(current);
    }
  }

  private void reattach(FrameSender connection) {
    for (CommandStream stream : streams) {
      stream.reattach(message -> connection.send(WireCodec.HUB.encode(message)));
    }
  }

  private void abandon(FrameSender connection) {
    if (sender == connection && !knowsV1.getAsBoolean()) {
      for (CommandStream stream : streams) {
        stream.abandon("the hub that answers now does not offer drover.v1");
      }
    }
  }
}

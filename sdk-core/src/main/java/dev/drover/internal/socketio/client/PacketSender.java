package dev.drover.internal.socketio.client;

import dev.drover.internal.transport.Transport;
import dev.drover.internal.transport.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends packets with their attachments, nothing of another packet between them. */
final class PacketSender {

  private static final Logger LOG = LoggerFactory.getLogger(PacketSender.class);

  private final Supplier<Transport> below;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long limit;

  PacketSender(Supplier<Transport> below) {
    this.below = below;
  }

  /** What the server takes at most as one frame, in bytes; 0 is no limit. */
  void limit(long maxPayload) {
    limit = maxPayload;
  }

  void send(byte[] frame) throws TransportException {
    List<byte[]> frames = checked(frame);
    lock.lock();
    try {
      below.get().send(frames.get(0));
      sendAttachments(frames);
    } finally {
      lock.unlock();
    }
  }

  void sendWaiting(byte[] frame, Duration timeout, boolean through)
      throws TransportException, InterruptedException {
    List<byte[]> frames = checked(frame);
    lock.lockInterruptibly();
    try {
      below.get().sendWaiting(frames.get(0), timeout, through);
      sendAttachments(frames);
    } finally {
      lock.unlock();
    }
  }

  /** For the heartbeat and handshakes: if it cannot be sent, the connection is ending anyway. */
  void trySend(byte[] frame) {
    try {
      below.get().send(frame);
    } catch (TransportException e) {
      LOG.debug("Not sent: {}", e.getMessage());
    }
  }

  private void sendAttachments(List<byte[]> frames) throws TransportException {
    try {
      for (byte[] attachment : frames.subList(1, frames.size())) {
        below.get().sendBinary(attachment);
      }
    } catch (TransportException e) {
      // The server waits for the rest, and would take what comes next for it.
      below.get().abort("a packet could not be sent whole: " + e.getMessage());
      throw e;
    }
  }

  private List<byte[]> checked(byte[] frame) throws TransportException {
    List<byte[]> frames = PacketFrame.split(frame);
    long most = limit;
    for (byte[] each : frames) {
      if (most > 0 && each.length > most) {
        throw new TransportException(
            TransportException.Kind.TOO_LARGE,
            "a packet of %d bytes is over the server's limit of %d (maxPayload)"
                .formatted(each.length, most));
      }
    }
    return frames;
  }
}

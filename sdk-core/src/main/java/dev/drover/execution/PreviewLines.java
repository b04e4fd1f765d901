package dev.drover.execution;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.DroverException;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.transport.Transports;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All previews of a client: on its connection, and if the options let them, on further ones. */
final class PreviewLines {

  /** The most that a client may have ({@code execution-monitoring.md}), its first one included. */
  private static final int MOST_CONNECTIONS = 10;

  private final ClientOptions options;
  private final ExecutionAddress address;
  private final Transports transports;
  private final ErrorSink errors;
  private final PreviewBoard first;
  private final Consumer<byte[]> sendOnFirst;
  private final List<PreviewLine> further = new ArrayList<>();
  private boolean closed;

  /**
   * None yet.
   *
   * @param options whether there may be further connections, and how they are made
   * @param address where to
   * @param transports makes them
   * @param errors hears of their troubles
   * @param first the previews of the client's own connection
   * @param sendOnFirst sends a frame there if it can be sent now
   */
  PreviewLines(
      ClientOptions options,
      ExecutionAddress address,
      Transports transports,
      ErrorSink errors,
      PreviewBoard first,
      Consumer<byte[]> sendOnFirst) {
    this.options = options;
    this.address = address;
    this.transports = transports;
    this.errors = errors;
    this.first = first;
    this.sendOnFirst = sendOnFirst;
  }

  /**
   * Starts a preview.
   *
   * @throws ConnectionException if this is closed, be it while the caller was on its way here
   */
  synchronized Preview start(String deviceId, PreviewQuality quality) {
    if (closed) {
      throw new ConnectionException(
          Reason.CLOSED, "no preview of " + deviceId + ": the client is closed", null);
    }
    further.removeIf(PreviewLine::isOver);
    if (find(deviceId) != null) {
      throw new DroverException(
          "a preview of %s is running already; use that one, or close it first".formatted(deviceId),
          null);
    }
    DefaultPreview preview = new DefaultPreview(deviceId, quality, options, errors, this::stop);
    if (first.size() < PreviewBoard.MOST) {
      first.add(preview);
      sendOnFirst.accept(PreviewBoard.start(preview));
    } else {
      PreviewLine line = lineWithRoom(deviceId);
      line.board().add(preview);
      line.trySend(PreviewBoard.start(preview));
    }
    return preview;
  }

  synchronized @Nullable DefaultPreview find(String deviceId) {
    return boards()
        .map(board -> board.find(deviceId))
        .filter(found -> found != null)
        .findFirst()
        .orElse(null);
  }

  /** For good; all are stopped, and that is said while there is somebody to say it to. */
  synchronized void close() {
    closed = true;
    boards().flatMap(board -> board.previews().stream()).toList().forEach(DefaultPreview::close);
    further.forEach(PreviewLine::close);
    further.clear();
  }

  /** For good: the connection is. */
  synchronized void close(DroverException why) {
    closed = true;
    endAll(why);
  }

  synchronized void endAll(DroverException why) {
    boards().toList().forEach(board -> board.endAll(why));
    further.forEach(PreviewLine::close);
    further.clear();
  }

  private Stream<PreviewBoard> boards() {
    return Stream.concat(Stream.of(first), further.stream().map(PreviewLine::board));
  }

  private PreviewLine lineWithRoom(String deviceId) {
    for (PreviewLine line : further) {
      if (line.board().size() < PreviewBoard.MOST) {
        return line;
      }
    }
    if (!options.spreadPreviews()) {
      throw new DroverException(
          "no preview of %s: %d run already, the most that one connection may hold; close one of %s, or let previews use further connections: ClientOptions.spreadPreviews(true)"
              .formatted(deviceId, PreviewBoard.MOST, running()),
          null);
    }
    if (further.size() + 1 >= MOST_CONNECTIONS) {
      throw new DroverException(
          "no preview of %s: all %d connections that a client may have are full; close one of %s"
              .formatted(deviceId, MOST_CONNECTIONS, running()),
          null);
    }
    PreviewLine line = new PreviewLine(options, address, transports, errors);
    further.add(line);
    return line;
  }

  private List<String> running() {
    return boards()
        .flatMap(board -> board.previews().stream())
        .map(DefaultPreview::deviceId)
        .sorted()
        .toList();
  }

  private synchronized void stop(DefaultPreview preview) {
    byte[] frame = PreviewBoard.stop(preview.deviceId());
    if (first.remove(preview)) {
      sendOnFirst.accept(frame);
      return;
    }
    for (PreviewLine line : List.copyOf(further)) {
      if (line.board().remove(preview)) {
        line.trySend(frame);
        if (line.board().size() == 0) {
          further.remove(line);
          line.close();
        }
      }
    }
  }
}

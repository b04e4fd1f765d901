package dev.drover.execution;

import dev.drover.DroverException;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.session.SessionProtocol.FrameSender;
import dev.drover.internal.wire.ExecutionMessage.ErrorMessage;
import dev.drover.internal.wire.ExecutionMessage.StartPreview;
import dev.drover.internal.wire.ExecutionMessage.StopPreview;
import dev.drover.internal.wire.RawFrame;
import dev.drover.internal.wire.WireCodec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The previews that run over one connection, and are started again on the next. */
final class PreviewBoard {

  /** The most that one connection may hold ({@code execution-monitoring.md}). */
  static final int MOST = 5;

  private final ErrorSink errors;
  private final Consumer<byte[]> send;
  private final Map<String, DefaultPreview> running = new ConcurrentHashMap<>();

  /**
   * No previews yet.
   *
   * @param errors hears of frames that cannot be told to belong to one
   * @param send sends a frame on this connection if it can be sent now
   */
  PreviewBoard(ErrorSink errors, Consumer<byte[]> send) {
    this.errors = errors;
    this.send = send;
  }

  void add(DefaultPreview preview) {
    running.put(preview.deviceId(), preview);
  }

  /** Whether it was on this board. */
  boolean remove(DefaultPreview preview) {
    return running.remove(preview.deviceId(), preview);
  }

  int size() {
    return running.size();
  }

  List<DefaultPreview> previews() {
    return List.copyOf(running.values());
  }

  @Nullable DefaultPreview find(String deviceId) {
    return running.get(deviceId);
  }

  /** A frame arrived; if nobody wants it any more, it came while the preview was being stopped. */
  void onFrame(RawFrame frame) {
    String deviceId = frame.deviceId();
    if (deviceId == null) {
      errors.report("ignored a preview frame that names no device", null);
      return;
    }
    DefaultPreview preview = running.get(deviceId);
    if (preview != null) {
      preview.onFrame(frame);
    }
  }

  /** Something went wrong; if that leaves a device without pictures, its preview ends. */
  void onError(ErrorMessage error) {
    ExecutionErrorCode code = ExecutionErrorCode.of(String.valueOf(error.code()));
    boolean over = code.endsDevice() || code == ExecutionErrorCode.PREVIEW_UNAVAILABLE;
    if (over && error.deviceId() != null) {
      if (code == ExecutionErrorCode.OTHER && find(error.deviceId()) != null) {
        // Whatever the server means by it, it shall not go on for nobody and count as running.
        send.accept(stop(error.deviceId()));
      }
      end(error.deviceId(), new DroverException(error.code() + ": " + error.message(), null));
    }
  }

  /** The server gives no more of a device. */
  void end(String deviceId, DroverException why) {
    DefaultPreview preview = running.remove(deviceId);
    if (preview != null) {
      preview.end(why);
    }
  }

  void endAll(DroverException why) {
    for (DefaultPreview preview : previews()) {
      end(preview.deviceId(), why);
    }
  }

  void onConnected(FrameSender sender) {
    running.values().forEach(preview -> sender.send(start(preview)));
  }

  static byte[] stop(String deviceId) {
    return WireCodec.EXECUTION.encode(new StopPreview(deviceId));
  }

  static byte[] start(DefaultPreview preview) {
    return WireCodec.EXECUTION.encode(
        new StartPreview(preview.deviceId(), preview.quality().wireName()));
  }
}

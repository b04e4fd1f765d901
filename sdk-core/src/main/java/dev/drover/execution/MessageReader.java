package dev.drover.execution;

import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.wire.ExecutionMessage;
import dev.drover.internal.wire.ExecutionMessage.PreviewFrame;
import dev.drover.internal.wire.FrameScanner;
import dev.drover.internal.wire.LogScanner;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.MessageArray;
import dev.drover.internal.wire.RawFrame;
import dev.drover.internal.wire.WireCodec;
import java.util.function.Consumer;

/**
 * Reads what arrives on a connection: pictures and log lines the fast way, all else through the
 * codec.
 */
final class MessageReader {

  private final PreviewBoard previews;
  private final Consumer<ExecutionMessage> others;
  private final ErrorSink errors;
  private final LogScanner logs = new LogScanner();

  /**
   * A reader.
   *
   * @param previews takes the pictures
   * @param others takes all other messages
   * @param errors hears of what cannot be read
   */
  MessageReader(PreviewBoard previews, Consumer<ExecutionMessage> others, ErrorSink errors) {
    this.previews = previews;
    this.others = others;
    this.errors = errors;
  }

  /** Reads a frame: a message, or an array of several. */
  void read(byte[] frame) {
    if (!MessageArray.isArray(frame)) {
      one(frame);
      return;
    }
    try {
      MessageArray.split(frame).forEach(this::one);
    } catch (MalformedMessageException e) {
      report(e);
    }
  }

  private void one(byte[] json) {
    ExecutionMessage log = logs.scanAlike(json);
    RawFrame picture = log == null ? FrameScanner.scan(json) : null;
    if (picture != null) {
      previews.onFrame(picture);
      return;
    }
    log = log == null ? logs.scan(json) : log;
    if (log != null) {
      others.accept(log);
    } else {
      parse(json);
    }
  }

  private void parse(byte[] json) {
    try {
      ExecutionMessage message = WireCodec.EXECUTION.decode(json);
      if (message instanceof PreviewFrame frame) {
        previews.onFrame(RawFrame.of(frame));
      } else {
        others.accept(message);
      }
    } catch (MalformedMessageException e) {
      report(e);
    }
  }

  private void report(MalformedMessageException e) {
    errors.report("ignored a " + e.getMessage(), e);
  }
}

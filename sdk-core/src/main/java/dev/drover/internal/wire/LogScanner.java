package dev.drover.internal.wire;

import dev.drover.internal.wire.ExecutionMessage.LogEntry;
import org.jspecify.annotations.Nullable;

/** Reads a {@code log_entry} without a parser, which halves what a line costs in all. */
public final class LogScanner extends FlatScanner {

  private boolean isLog;
  private @Nullable String executionId;
  private @Nullable String deviceId;
  private @Nullable String level;
  private @Nullable String message;
  private @Nullable String moduleId;
  private @Nullable String timestamp;

  private LogScanner(byte[] json) {
    super(json);
  }

  /**
   * Looks for a log entry.
   *
   * @param json a message
   * @return the entry; null if it is none, or one for the parser
   */
  public static @Nullable LogEntry scan(byte[] json) {
    LogScanner scanner = new LogScanner(json);
    return scanner.scan() && scanner.isLog ? scanner.entry() : null;
  }

  private LogEntry entry() {
    return new LogEntry(executionId, deviceId, level, message, moduleId, timestamp);
  }

  @Override
  boolean string(int nameFrom, int nameTo, int from, int to) {
    if (is(nameFrom, nameTo, "type")) {
      isLog = is(from, to, "log_entry");
      return isLog;
    }
    if (is(nameFrom, nameTo, "message")) {
      message = text(from, to);
    } else if (is(nameFrom, nameTo, "device_id")) {
      deviceId = text(from, to);
    } else if (is(nameFrom, nameTo, "level")) {
      level = text(from, to);
    } else if (is(nameFrom, nameTo, "timestamp")) {
      timestamp = text(from, to);
    } else if (is(nameFrom, nameTo, "module_id")) {
      moduleId = text(from, to);
    } else if (is(nameFrom, nameTo, "execution_id")) {
      executionId = text(from, to);
    }
    return true;
  }

  /** A number where there should be a string is for the parser to complain about. */
  @Override
  boolean number(int nameFrom, int nameTo, int number) {
    return false;
  }
}

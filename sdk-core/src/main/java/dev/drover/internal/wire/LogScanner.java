package dev.drover.internal.wire;

import dev.drover.internal.wire.ExecutionMessage.LogEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code log_entry} without a parser, which halves what a line costs in all. One for each
 * connection, whose lines are much alike: the same fields in the same order, most of them with the
 * text of the line before. So what stands between the texts is compared rather than read. Safe for
 * any number of threads: one that is stuck with an old connection may go on beside the next one's.
 */
public final class LogScanner extends FlatScanner {

  private final RepeatedText executionId = new RepeatedText("execution_id", true);
  private final RepeatedText deviceId = new RepeatedText("device_id", true);
  private final RepeatedText level = new RepeatedText("level", true);
  private final RepeatedText message = new RepeatedText("message", false);
  private final RepeatedText moduleId = new RepeatedText("module_id", true);
  private final RepeatedText timestamp = new RepeatedText("timestamp", true);
  private final RepeatedText[] fields = {
    executionId, deviceId, level, message, moduleId, timestamp
  };

  /** Of the newest entry that was read field by field: all but its texts. */
  private Part[] parts = {};

  private byte @Nullable [] rest;

  /** The same of the message at hand, so far. */
  private List<Part> newParts = List.of();

  private byte[] json = {};
  private int textEnd;
  private boolean isLog;

  /**
   * Takes what differs from the entry before only in its fields' texts.
   *
   * @param text a message
   * @return the entry; null if it is none, or is to be looked at with {@link #scan}
   */
  public synchronized @Nullable LogEntry scanAlike(byte[] text) {
    clear();
    int at = 0;
    for (Part part : parts) {
      at = part.take(text, at);
      if (at < 0) {
        return null;
      }
    }
    return rest != null && Arrays.equals(text, at, text.length, rest, 0, rest.length)
        ? entry()
        : null;
  }

  /**
   * Looks for a log entry.
   *
   * @param text a message
   * @return the entry; null if it is none, or one for the parser
   */
  public synchronized @Nullable LogEntry scan(byte[] text) {
    clear();
    json = text;
    textEnd = 0;
    isLog = false;
    newParts = new ArrayList<>();
    if (!scanObject(text) || !isLog) {
      return null;
    }
    parts = newParts.toArray(Part[]::new);
    rest = Arrays.copyOfRange(text, textEnd, text.length);
    return entry();
  }

  private void clear() {
    for (RepeatedText field : fields) {
      field.clear();
    }
  }

  private LogEntry entry() {
    return new LogEntry(
        executionId.current(),
        deviceId.current(),
        level.current(),
        message.current(),
        moduleId.current(),
        timestamp.current());
  }

  /** The type counts as something between two texts, since another one is no log entry. */
  @Override
  boolean string(int nameFrom, int nameTo, int from, int to) {
    if (is(nameFrom, nameTo, "type")) {
      isLog = is(from, to, "log_entry");
      return isLog;
    }
    RepeatedText field = field(nameFrom, nameTo);
    newParts.add(new Part(Arrays.copyOfRange(json, textEnd, from), field));
    textEnd = field.take(json, from);
    return true;
  }

  private RepeatedText field(int nameFrom, int nameTo) {
    for (RepeatedText field : fields) {
      if (is(nameFrom, nameTo, field.name())) {
        return field;
      }
    }
    return new RepeatedText("", false); // Its text is of no interest.
  }

  /** A number where there should be a string is for the parser to complain about. */
  @Override
  boolean number(int nameFrom, int nameTo, int number) {
    return false;
  }

  /** A field's text, and what comes between the text before and this one, quotes included. */
  private static final class Part {
    private final byte[] lead;
    private final RepeatedText field;

    Part(byte[] lead, RepeatedText field) {
      this.lead = lead;
      this.field = field;
    }

    /** Takes the text. Returns where it ends, or -1 if something else comes. */
    int take(byte[] json, int from) {
      int at = from + lead.length;
      return at <= json.length && Arrays.equals(json, from, at, lead, 0, lead.length)
          ? field.take(json, at)
          : -1;
    }
  }
}

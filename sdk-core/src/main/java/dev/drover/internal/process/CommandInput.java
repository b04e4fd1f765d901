package dev.drover.internal.process;

import dev.drover.ErrorCodes;
import dev.drover.internal.concurrent.DaemonThreads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command's standard input. A program may take its time to read, so what it is given waits here;
 * a thread writes only while there is something to write.
 */
final class CommandInput {

  private static final Logger log = LoggerFactory.getLogger(CommandInput.class);

  private static final int MAX_WAITING_BYTES = 1 << 20;

  private final InputWay way;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean writing;
  private boolean ended;

  CommandInput(InputWay way) {
    this.way = way;
  }

  /**
   * Takes input.
   *
   * @param text what to write
   * @param eof whether that was all
   * @throws CommandException if the end was announced already, or too much is waiting
   */
  synchronized void offer(String text, boolean eof) throws CommandException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (ended) {
      throw new CommandException(
          ErrorCodes.BAD_COMMAND, "the command's standard input is closed already");
    }
    if (waitingBytes + utf8.length > MAX_WAITING_BYTES) {
      throw new CommandException(
          ErrorCodes.BUSY,
          "the command does not read its standard input, and %d bytes are waiting already"
              .formatted(waitingBytes));
    }
    byte[] bytes = way.bytes(utf8, eof);
    waiting.add(bytes);
    waitingBytes += bytes.length;
    ended = eof && !way.goesOnAfterEof();
    if (!writing) {
      writing = true;
      DaemonThreads.executor().execute(this::write);
    }
  }

  /** Whether all that was given is written, and nothing hinders more. */
  synchronized boolean isIdle() {
    return !writing && !ended;
  }

  /** Whether nothing more is taken. */
  synchronized boolean isEnded() {
    return ended;
  }

  /** Takes no more input, and lets the command see the end of what there is. Never blocks. */
  synchronized void end() {
    ended = true;
    if (!writing) {
      close();
    }
  }

  private void write() {
    try {
      for (byte[] next = next(); next != null; next = next()) {
        way.write(next);
      }
    } catch (IOException e) {
      log.debug("the command reads no more input", e);
      forget();
    }
  }

  private synchronized byte @Nullable [] next() {
    byte[] next = waiting.poll();
    if (next != null) {
      waitingBytes -= next.length;
      return next;
    }
    writing = false;
    if (ended) {
      close();
    }
    return null;
  }

  private synchronized void forget() {
    waiting.clear();
    waitingBytes = 0;
    writing = false;
    ended = true;
    close();
  }

  /** Nobody writes now, so nothing can be in the way. */
  private void close() {
    try {
      way.close();
    } catch (IOException e) {
      log.debug("the command's input was closed already", e);
    }
  }
}

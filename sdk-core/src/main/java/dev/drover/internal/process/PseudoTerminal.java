package dev.drover.internal.process;

import com.pty4j.WinSize;
import com.pty4j.unix.Pty;
import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import dev.drover.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;

/** A pseudo terminal, seen from outside. The only class that knows pty4j, and JNA below it. */
final class PseudoTerminal {

  private static final int MOST_AT_ONCE = 4096;

  /**
   * What pty4j lacks: its {@code write} blocks, on Linux even beyond the end of everybody who could
   * have read, and does not say how much it wrote. The numbers are those of Linux.
   */
  private interface LibC extends Library {
    LibC INSTANCE = Native.load("c", LibC.class);

    int F_SETFL = 4;
    int O_NONBLOCK = 0x800;

    /** EINTR and EAGAIN. */
    Set<Integer> NO_ROOM = Set.of(4, 11);

    int fcntl(int fd, int command, Object... flags) throws LastErrorException;

    /** Of one file: its descriptor, what is asked and what is answered. */
    int poll(ByteBuffer file, NativeLong count, int timeout) throws LastErrorException;

    int SIZE_OF_POLLFD = 8;
    short POLLIN = 1;

    NativeLong write(int fd, byte[] bytes, NativeLong length) throws LastErrorException;
  }

  private final Pty pty;
  private final InputStream output;
  private boolean closed;

  private PseudoTerminal(Pty pty) {
    this.pty = pty;
    output = pty.getInputStream();
  }

  /**
   * Opens a terminal, with that size before anybody can ask for it.
   *
   * @throws IOException if the system has none, or does not give it
   * @throws LinkageError if pty4j is not there, or not for this system
   */
  static PseudoTerminal open(TerminalSize size) throws IOException {
    Pty pty = new Pty();
    if (pty.getMasterFD() < 0) {
      throw new IOException("the system gives no pseudo terminal (/dev/ptmx, /dev/pts)");
    }
    PseudoTerminal terminal = new PseudoTerminal(pty);
    try {
      LibC.INSTANCE.fcntl(pty.getMasterFD(), LibC.F_SETFL, LibC.O_NONBLOCK);
      pty.setWindowSize(new WinSize(size.columns(), size.rows()), null);
      return terminal;
    } catch (IOException | RuntimeException | Error e) {
      terminal.close();
      throw e;
    }
  }

  /** The path under which programs open it. */
  String device() {
    return pty.getSlaveName();
  }

  /**
   * Reads what programs write to it. Blocks.
   *
   * @return how many bytes; -1 if no process has it open, now
   */
  int read(byte[] buffer, int offset, int length) throws IOException {
    return output.read(buffer, offset, length);
  }

  /**
   * Types as much as there is room for. Where no program reads, that is a few thousand characters.
   *
   * @return how many bytes, maybe none
   */
  synchronized int type(byte[] bytes, int from) throws IOException {
    if (closed) {
      throw new IOException("the terminal is closed");
    }
    byte[] some = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + MOST_AT_ONCE));
    try {
      return LibC.INSTANCE.write(pty.getMasterFD(), some, new NativeLong(some.length)).intValue();
    } catch (LastErrorException e) {
      if (LibC.NO_ROOM.contains(e.getErrorCode())) {
        return 0;
      }
      throw new IOException("nothing can be typed: " + e.getMessage(), e);
    }
  }

  /** Whether something is to be read, also what the system has not passed on yet. */
  synchronized boolean hasOutput() {
    if (closed) {
      return false;
    }
    ByteBuffer file = ByteBuffer.allocateDirect(LibC.SIZE_OF_POLLFD).order(ByteOrder.nativeOrder());
    file.putInt(pty.getMasterFD()).putShort(LibC.POLLIN).putShort((short) 0).rewind();
    try {
      LibC.INSTANCE.poll(file, new NativeLong(1), 0);
      return (file.getShort(LibC.SIZE_OF_POLLFD - Short.BYTES) & LibC.POLLIN) != 0;
    } catch (LastErrorException e) {
      return false; // Interrupted; the next look is not far.
    }
  }

  /** Gives it back. To be called when no process has it open any more, or ever had. */
  synchronized void close() throws IOException {
    closed = true;
    pty.close();
  }
}

package dev.drover.testing.internal.bundle.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drover.testing.internal.bundle.model.KeptText;
import dev.drover.testing.internal.bundle.model.Secrets;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The output of one command: head and tail in memory, all of it in a file as soon as it is more.
 * Secrets are masked before anything is kept, also those that come in two pieces.
 */
final class KeptOutput implements AutoCloseable {

  private final OutputFolder folder;
  private final Secrets secrets;
  private final String name;
  private final int kept;

  /** Not masked yet, or the end of what is masked: a secret may go on in the next piece. */
  private final StringBuilder pending = new StringBuilder();

  private final StringBuilder head = new StringBuilder();
  private final StringBuilder tail = new StringBuilder();
  private long length;
  private boolean truncated;
  private boolean spilling;
  private @Nullable Writer file;

  /**
   * Keeps output.
   *
   * @param name of the file, if there is to be one
   * @param kept how many characters of head and of tail stay in memory
   */
  KeptOutput(OutputFolder folder, Secrets secrets, String name, int kept) {
    this.folder = folder;
    this.secrets = secrets;
    this.name = name;
    this.kept = kept;
  }

  synchronized void add(String piece) {
    pending.append(piece);
    int heldBack = Math.max(64, secrets.longest());
    if (pending.length() > heldBack + 4096) {
      String masked = secrets.mask(pending.toString());
      int cut = Math.max(0, masked.length() - heldBack);
      if (cut > 0 && Character.isHighSurrogate(masked.charAt(cut - 1))) {
        cut--;
      }
      pending.setLength(0);
      pending.append(masked, cut, masked.length());
      keep(masked.substring(0, cut));
    }
  }

  synchronized void markTruncated() {
    truncated = true;
  }

  /** What is kept so far. */
  synchronized KeptText text() {
    String end = secrets.mask(pending.toString());
    if (length + end.length() <= 2L * kept) {
      return new KeptText(head.toString() + tail + end, 0, "", Optional.empty(), truncated);
    }
    String last = tail + end;
    int from = Math.max(0, last.length() - kept);
    String shown = last.substring(from);
    long elided = length + end.length() - head.length() - shown.length();
    return new KeptText(head.toString(), elided, shown, fileName(), truncated);
  }

  /** No more output will come. */
  @Override
  public synchronized void close() {
    keep(secrets.mask(pending.toString()));
    pending.setLength(0);
    Writer open = file;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        lost(e);
      }
    }
  }

  int characters() {
    return head.length() + tail.length();
  }

  private Optional<String> fileName() {
    return file == null ? Optional.empty() : Optional.of(name);
  }

  private void keep(String masked) {
    length += masked.length();
    if (!spilling && length > 2L * kept) {
      spilling = true;
      open();
    }
    write(masked);
    int room = Math.min(masked.length(), Math.max(0, kept - head.length()));
    head.append(masked, 0, room);
    tail.append(masked, room, masked.length());
    if (tail.length() > 2 * kept) {
      tail.delete(0, tail.length() - kept);
    }
  }

  private void open() {
    try {
      Path path = folder.file(name);
      file = Files.newBufferedWriter(path, UTF_8);
    } catch (IOException e) {
      folder.trouble("the output of a command could not be kept in " + name, e);
      return;
    }
    write(head.toString());
    write(tail.toString());
  }

  private void write(String text) {
    Writer open = file;
    if (open != null) {
      try {
        open.write(text);
      } catch (IOException e) {
        lost(e);
      }
    }
  }

  private void lost(IOException e) {
    file = null;
    folder.trouble("the rest of a command's output is missing in " + name, e);
  }
}

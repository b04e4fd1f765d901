package dev.drover.internal.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is there when it is whole, and not before: until then it has another name. */
final class FileSink implements BodySink {

  private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);

  private final Path target;
  private final Path part;
  private final OutputStream out;

  private FileSink(Path target, Path part, OutputStream out) {
    this.target = target;
    this.part = part;
    this.out = out;
  }

  /**
   * Begins a file.
   *
   * @param target its path; replaced if it is there
   */
  static FileSink open(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory == null) {
      throw new IOException("it is no file's name");
    }
    Files.createDirectories(directory);
    Path part = Files.createTempFile(directory, "." + absolute.getFileName(), ".part");
    return new FileSink(absolute, part, Files.newOutputStream(part));
  }

  @Override
  public void write(byte[] piece) throws IOException {
    out.write(piece);
  }

  @Override
  public byte[] finish() throws IOException {
    out.close();
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    return new byte[0];
  }

  @Override
  public void abandon() {
    try {
      out.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      LOG.warn("A broken download is left behind: {}", part, e);
    }
  }
}

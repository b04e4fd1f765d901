package dev.drover.testing.internal.bundle.recording;

import java.io.IOException;
import java.nio.file.Path;

/** Where a test's files go; it comes into being with the first of them. */
public interface OutputFolder {

  /**
   * A new file's path.
   *
   * @param name a name that is legal everywhere
   * @return where to write it
   * @throws IOException if the folder cannot be made
   */
  Path file(String name) throws IOException;

  /**
   * Something about evidence went wrong.
   *
   * @param what what, for the page and the log
   * @param cause why
   */
  void trouble(String what, Throwable cause);
}

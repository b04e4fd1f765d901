package dev.drover.execution;

import java.nio.file.Path;

/** A preview on its way into a file; see {@link Preview#recordTo}. */
public interface Recording extends AutoCloseable {

  /** The file. */
  Path file();

  /** How many frames are in it. */
  long frames();

  /** How many frames were left out, because the disk was too slow or they are no JPEG. */
  long missed();

  /** Whether it goes on. */
  boolean isActive();

  /**
   * Ends the recording: writes what still waits, and the index for players that want one.
   * Idempotent.
   *
   * @throws dev.drover.DroverException if the file could not be written to the end
   */
  @Override
  void close();
}

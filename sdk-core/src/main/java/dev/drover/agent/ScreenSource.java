package dev.drover.agent;

import java.io.IOException;

/** Where an agent's screenshots come from. */
@FunctionalInterface
public interface ScreenSource {

  /**
   * Takes a picture.
   *
   * @param fullPage whether the whole page or scroll-back is meant instead of the visible part
   * @return a PNG or JPEG file's bytes
   * @throws IOException if none can be taken; its message reaches the one who asked
   */
  byte[] capture(boolean fullPage) throws IOException;
}

package dev.drover.agent;

import dev.drover.internal.console.Console;
import dev.drover.internal.console.Png;
import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The desktop if there is a display that can be photographed, else the VM's console. */
final class DefaultScreen implements ScreenSource {

  private static final Logger log = LoggerFactory.getLogger(DefaultScreen.class);

  private final Console console;

  DefaultScreen(Console console) {
    this.console = console;
  }

  @Override
  public byte[] capture(boolean fullPage) throws IOException {
    if (GraphicsEnvironment.isHeadless()) {
      return console.png(fullPage);
    }
    try {
      return Png.encode(new Robot().createScreenCapture(desktop()));
    } catch (AWTException | AWTError | HeadlessException | SecurityException | LinkageError e) {
      log.debug("the desktop cannot be photographed; the console is drawn instead", e);
      return console.png(fullPage);
    }
  }

  /** All screens together. */
  private static Rectangle desktop() {
    Rectangle all = new Rectangle();
    for (GraphicsDevice screen :
        GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices()) {
      all = all.union(screen.getDefaultConfiguration().getBounds());
    }
    return all;
  }
}

package dev.drover.execution;

import dev.drover.Subscription;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;
import org.jspecify.annotations.Nullable;

/** A small window with a preview in it. Closing it does not stop the preview. */
final class PreviewWindow extends JPanel {

  private static final long serialVersionUID = 1L;

  /** Fits beside a JShell on a laptop. */
  private static final Dimension SMALL = new Dimension(360, 640);

  private transient @Nullable BufferedImage image;

  private PreviewWindow() {
    setPreferredSize(SMALL);
  }

  /** Whether there is a display to open it on. */
  static boolean open(DefaultPreview preview) {
    if (GraphicsEnvironment.isHeadless()) {
      return false;
    }
    PreviewWindow picture = new PreviewWindow();
    Subscription frames = preview.onFrame(frame -> picture.show(frame.toImage()));
    try {
      SwingUtilities.invokeLater(() -> picture.frame(preview, frames));
      return true;
    } catch (HeadlessException e) {
      frames.close();
      return false;
    }
  }

  private void frame(DefaultPreview preview, Subscription frames) {
    JFrame window = new JFrame(preview.deviceId());
    window.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    window.add(this);
    window.pack();
    window.setLocationByPlatform(true);
    window.setVisible(true);
    Subscription end =
        preview.end().onEnd(why -> SwingUtilities.invokeLater(() -> window.dispose()));
    window.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosed(WindowEvent event) {
            frames.close();
            end.close();
          }
        });
  }

  private void show(BufferedImage next) {
    SwingUtilities.invokeLater(
        () -> {
          image = next;
          repaint();
        });
  }

  /** As large as fits, in its own proportions. */
  @Override
  protected void paintComponent(Graphics graphics) {
    super.paintComponent(graphics);
    BufferedImage shown = image;
    if (shown != null) {
      double scale =
          Math.min(
              getWidth() / (double) shown.getWidth(), getHeight() / (double) shown.getHeight());
      int width = (int) (shown.getWidth() * scale);
      int height = (int) (shown.getHeight() * scale);
      graphics.drawImage(
          shown, (getWidth() - width) / 2, (getHeight() - height) / 2, width, height, null);
    }
  }
}

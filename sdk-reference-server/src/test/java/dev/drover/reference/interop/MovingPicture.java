package dev.drover.reference.interop;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A screen on which something moves, so that no two frames are the same. */
final class MovingPicture {

  private static final int WIDTH = 360;
  private static final int HEIGHT = 640;

  private MovingPicture() {}

  static BufferedImage of(String name, float hue) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.getHSBColor(hue, 0.35f, 0.25f));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    long millis = System.nanoTime() / 1_000_000;
    graphics.setColor(Color.getHSBColor(hue, 0.5f, 0.9f));
    graphics.fillRoundRect(30, (int) (millis / 6 % HEIGHT), WIDTH - 60, 60, 20, 20);
    graphics.setColor(Color.WHITE);
    graphics.setFont(graphics.getFont().deriveFont(28f));
    graphics.drawString(name, 30, 60);
    graphics.drawString(String.valueOf(millis % 100_000), 30, 110);
    graphics.dispose();
    return image;
  }
}

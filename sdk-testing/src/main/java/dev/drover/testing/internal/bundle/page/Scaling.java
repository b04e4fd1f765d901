package dev.drover.testing.internal.bundle.page;

import java.awt.image.BufferedImage;

/** Makes images smaller, each new pixel the mean of those that it stands for. */
final class Scaling {

  private Scaling() {}

  /** At most so wide and four times as high, in proportion, without alpha. */
  static BufferedImage toWidth(BufferedImage image, int maxWidth) {
    double byWidth = (double) maxWidth / image.getWidth();
    double byHeight = 4.0 * maxWidth / image.getHeight();
    double scale = Math.min(1, Math.min(byWidth, byHeight));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < height; y++) {
      int from = (int) ((long) y * image.getHeight() / height);
      int to = (int) Math.max(from + 1, (long) (y + 1) * image.getHeight() / height);
      scaled.setRGB(0, y, width, 1, mean(image, from, to, row, width), 0, width);
    }
    return scaled;
  }

  private static int[] mean(BufferedImage image, int from, int to, int[] row, int width) {
    long[] sums = new long[3 * width];
    for (int y = from; y < to; y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < width; x++) {
        for (int i = left(x, row.length, width); i < right(x, row.length, width); i++) {
          sums[3 * x] += row[i] >> 16 & 0xFF;
          sums[3 * x + 1] += row[i] >> 8 & 0xFF;
          sums[3 * x + 2] += row[i] & 0xFF;
        }
      }
    }
    int[] means = new int[width];
    for (int x = 0; x < width; x++) {
      long count = (long) (to - from) * (right(x, row.length, width) - left(x, row.length, width));
      means[x] =
          (int) (sums[3 * x] / count) << 16
              | (int) (sums[3 * x + 1] / count) << 8
              | (int) (sums[3 * x + 2] / count);
    }
    return means;
  }

  private static int left(int x, int from, int to) {
    return (int) ((long) x * from / to);
  }

  private static int right(int x, int from, int to) {
    return (int) Math.max(left(x, from, to) + 1, (long) (x + 1) * from / to);
  }
}

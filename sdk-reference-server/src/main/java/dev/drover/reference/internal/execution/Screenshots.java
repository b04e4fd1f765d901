package dev.drover.reference.internal.execution;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Pictures of steps, under their names; the oldest go when there are too many bytes of them. */
public final class Screenshots {

  /** Where they are to be found. */
  public static final String PATH = "/api/v1/artifacts/screenshots/";

  /** Several hundred of a usual size. */
  private static final long MAX_BYTES = 64L << 20;

  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

  private static final class Kept {
    private final Object owner;
    private final byte[] picture;

    Kept(Object owner, byte[] picture) {
      this.owner = owner;
      this.picture = picture;
    }
  }

  private final Map<String, Kept> kept = new LinkedHashMap<>();
  private long bytes;
  private long numbers;

  /**
   * Keeps a picture.
   *
   * @param owner with whom it is forgotten
   * @return its path at the server
   */
  synchronized String keep(Object owner, byte[] picture) {
    String name = "step_%03d.%s".formatted(++numbers, isJpeg(picture) ? "jpg" : "png");
    kept.put(name, new Kept(owner, picture));
    bytes += picture.length;
    Iterator<Kept> oldest = kept.values().iterator();
    while (bytes > MAX_BYTES && kept.size() > 1) {
      bytes -= oldest.next().picture.length;
      oldest.remove();
    }
    return PATH + name;
  }

  /** The picture of a name, if it is kept. */
  public synchronized Optional<byte[]> get(String name) {
    return Optional.ofNullable(kept.get(name)).map(one -> one.picture);
  }

  /** Keeps nothing of an owner any more. */
  synchronized void forget(Object owner) {
    for (Iterator<Kept> all = kept.values().iterator(); all.hasNext(); ) {
      Kept one = all.next();
      if (one.owner == owner) {
        bytes -= one.picture.length;
        all.remove();
      }
    }
  }

  /** The type of a picture. */
  public static String contentType(byte[] picture) {
    return isJpeg(picture) ? "image/jpeg" : "image/png";
  }

  private static boolean isJpeg(byte[] picture) {
    return picture.length > JPEG.length
        && Arrays.equals(picture, 0, JPEG.length, JPEG, 0, JPEG.length);
  }
}

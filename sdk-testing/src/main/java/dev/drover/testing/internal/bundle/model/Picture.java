package dev.drover.testing.internal.bundle.model;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A picture of a VM or a device, or why there is none. */
public final class Picture {

  private final String subject;
  private final Instant time;
  private final byte[] image;
  private final @Nullable String file;
  private final String trouble;

  private Picture(
      String subject, Instant time, byte[] image, @Nullable String file, String trouble) {
    this.subject = subject;
    this.time = time;
    this.image = image;
    this.file = file;
    this.trouble = trouble;
  }

  /**
   * A picture.
   *
   * @param subject the VM or device
   * @param time when it was taken
   * @param image the encoded image as it came; from now on not to be changed
   * @return the picture
   */
  public static Picture of(String subject, Instant time, byte[] image) {
    return new Picture(subject, time, image, null, "");
  }

  /**
   * No picture.
   *
   * @param subject the VM or device
   * @param trouble why there is none
   * @return that there is none
   */
  public static Picture missing(String subject, String trouble) {
    return new Picture(subject, Instant.now(), new byte[0], null, trouble);
  }

  /**
   * The same in a file.
   *
   * @param name the file's name in the test's folder
   * @return the changed copy
   */
  public Picture in(String name) {
    return new Picture(subject, time, image, name, trouble);
  }

  /** The VM or device. */
  public String subject() {
    return subject;
  }

  /** When it was taken, or was to be taken. */
  public Instant time() {
    return time;
  }

  /** The encoded image as it came, not to be changed; empty if there is none. */
  public byte[] image() {
    return image;
  }

  /** The name of the file in the test's folder that has it, if there is one. */
  public Optional<String> file() {
    return Optional.ofNullable(file);
  }

  /** Why there is none; empty if there is one. */
  public String trouble() {
    return trouble;
  }

  /** One line: subject, and size or trouble. */
  @Override
  public String toString() {
    return "Picture[%s, %d bytes%s]".formatted(subject, image.length, trouble);
  }
}

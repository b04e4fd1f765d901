package dev.drover.reference;

import java.awt.image.BufferedImage;
import java.util.function.Supplier;

/**
 * A device that executions use: a VM of the fleet if one has this id, else whatever a test makes of
 * it. One device may be part of many executions. Every method may be called from any thread.
 */
public interface ExecutionDevice {

  /** The device's id. */
  String id();

  /** What it was last said to be, such as {@code idle}, {@code busy} or {@code offline}. */
  String status();

  /** Whether it is there. */
  boolean isConnected();

  /**
   * Tells watchers who subscribed what the device is now; always, even if that is no change.
   *
   * @param status any word
   * @return this device
   */
  ExecutionDevice status(String status);

  /**
   * What its screen shows, in previews and screenshots, instead of what a VM of that name shows.
   *
   * @param screen called on a thread of the server's, at most fifteen times a second and only while
   *     somebody looks; must give a new image, or one that is not painted on at that time; may fail
   * @return this device
   */
  ExecutionDevice showing(Supplier<BufferedImage> screen);

  /**
   * Loses the device: it is {@code offline}, its previews end, every running execution that uses it
   * tells so with {@code DEVICE_DISCONNECTED}, and what a plan runs on it fails.
   *
   * @return this device
   */
  ExecutionDevice disconnect();

  /**
   * Brings it back, {@code idle}. Nothing happens if it is there.
   *
   * @return this device
   */
  ExecutionDevice connect();

  /** How many previews of it are being watched. */
  int viewers();

  /** How many JPEGs were made of its screen so far, one for each quality watched. */
  long encodedFrames();

  /** How many of its log entries were dropped because there were over a hundred in a second. */
  long droppedLogs();
}

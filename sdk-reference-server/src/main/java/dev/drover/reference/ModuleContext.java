package dev.drover.reference;

import dev.drover.DroverException;

/**
 * What a module's code gets to work with. What it says after its step has ended, because of a
 * timeout for instance, is not heard. Every method may be called from any thread.
 */
public interface ModuleContext {

  /** The device that the module runs on. */
  ExecutionDevice device();

  /** The module. */
  String moduleId();

  /** Which attempt this is, from 1. */
  int attempt();

  /**
   * Says something with level {@code INFO}.
   *
   * @param message one line or more
   */
  default void log(String message) {
    log("INFO", message);
  }

  /**
   * Says something.
   *
   * @param level such as {@code WARNING}
   * @param message one line or more
   */
  void log(String level, String message);

  /**
   * Keeps what the device's screen shows now. It becomes the step's screenshot. Blocks, at most for
   * ten seconds.
   *
   * @return where it can be had, relative to the server's HTTP address
   * @throws DroverException if the device shows nothing, or not in time
   */
  String screenshot();

  /**
   * Makes a failure with a code of the module's choice, to be thrown; any other exception is told
   * as {@code MODULE_FAILED}.
   *
   * @param errorCode for programs, such as {@code ADB_TIMEOUT}
   * @param errorMessage for people
   * @return the exception to throw
   */
  DroverException failure(String errorCode, String errorMessage);
}

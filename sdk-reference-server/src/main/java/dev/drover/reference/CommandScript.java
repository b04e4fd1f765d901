package dev.drover.reference;

import java.time.Duration;

/**
 * What a scripted VM does when a command comes. Takes effect with the first of {@link #reply},
 * {@link #stream}, {@link #exit}, {@link #error} and {@link #silence}.
 */
public interface CommandScript {

  /**
   * Takes time before the answer, and before every piece of {@link #stream}.
   *
   * @param time how long
   * @return this script
   */
  CommandScript delay(Duration time);

  /**
   * Writes output piece by piece, then exits with 0, unless another end is given.
   *
   * @param pieces each sent as a message of its own to clients that understand streaming
   * @return this script, to say how it ends
   */
  CommandScript stream(String... pieces);

  /**
   * Writes output and exits.
   *
   * @param output the whole output
   * @param exitCode the exit code
   * @return the VM
   */
  ScriptedVm reply(String output, int exitCode);

  /**
   * Exits, after the output if there is any.
   *
   * @param exitCode the exit code
   * @return the VM
   */
  ScriptedVm exit(int exitCode);

  /**
   * Fails, after the output if there is any.
   *
   * @param code an error code, such as those of {@link dev.drover.ErrorCodes}
   * @param message for people to read
   * @return the VM
   */
  ScriptedVm error(String code, String message);

  /**
   * Never ends, unless it is stopped; writes the output if there is any.
   *
   * @return the VM
   */
  ScriptedVm silence();
}

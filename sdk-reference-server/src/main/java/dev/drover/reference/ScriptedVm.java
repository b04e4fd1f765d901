package dev.drover.reference;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A VM that does what a test tells it to. To clients it is a VM as any other. Of several scripts
 * that fit a command, the one written last counts; a command that none fits is answered with an
 * error that says so.
 */
public interface ScriptedVm {

  /** The VM's id. */
  String id();

  /**
   * Scripts one command line.
   *
   * @param command the whole line
   * @return what to do
   */
  CommandScript onCommand(String command);

  /**
   * Scripts command lines of a form.
   *
   * @param pattern must match the whole line
   * @return what to do
   */
  CommandScript onCommand(Pattern pattern);

  /**
   * Scripts command lines by any rule.
   *
   * @param condition called on a thread of the server's; must not block
   * @return what to do
   */
  CommandScript onCommand(Predicate<String> condition);

  /**
   * Answers screenshots.
   *
   * @param image an encoded image, sent as it is
   * @return this VM
   */
  ScriptedVm onScreenshot(byte[] image);

  /**
   * Answers screenshots.
   *
   * @param image a file with an encoded image, read now
   * @return this VM
   * @throws dev.drover.DroverException if it cannot be read
   */
  ScriptedVm onScreenshot(Path image);

  /**
   * What it says of itself when it registers ({@code drover.v1}); it registers anew.
   *
   * @param labels by their names
   * @return this VM
   */
  ScriptedVm labels(Map<String, String> labels);

  /**
   * Tells the hub a state, which it passes on to all clients.
   *
   * @param state such as {@code status} and {@code progress}
   * @return this VM
   */
  ScriptedVm state(Map<String, ?> state);

  /** Leaves the hub, as if the connection were lost. Scripts under way go on. */
  void disconnect();

  /** Comes back to the hub. Nothing happens if it is connected. */
  void connect();

  /** The command lines it was asked to run, in order. */
  List<String> commands();

  /** The input that was sent to its commands, in order. */
  List<String> inputs();
}

package dev.drover.backend;

import dev.drover.hub.CommandResult;
import java.util.Optional;

/**
 * A VM's final answer to a message, one record for each kind ({@code vm-agent-messages.md}); {@link
 * VmStatus} and {@link SystemInfo} are the answers to their requests.
 */
public sealed interface BackendReply
    permits BackendReply.Completed,
        BackendReply.AwaitingInput,
        BackendReply.CommandFailed,
        BackendReply.Stopped,
        BackendReply.Acknowledged,
        BackendReply.Pong,
        BackendReply.Refused,
        BackendReply.Other,
        VmStatus,
        SystemInfo {

  /**
   * {@code command_completed}, or {@code command_output} with {@code output_type: complete}: a
   * command is over.
   *
   * @param commandId the command
   * @param result how it ended
   */
  record Completed(String commandId, CommandResult result) implements BackendReply {}

  /**
   * {@code command_awaiting_input}: a command waits at a prompt.
   *
   * @param commandId the command
   * @param prompt what it asks for
   * @param rawOutput all its output so far, carriage returns included; the prompt if the agent does
   *     not tell
   * @param pieces how many pieces of output there were so far: where an {@code attach} continues
   */
  record AwaitingInput(String commandId, String prompt, String rawOutput, long pieces)
      implements BackendReply {

    /** The command and its prompt. */
    @Override
    public String toString() {
      return "AwaitingInput[%s at '%s']".formatted(commandId, prompt);
    }
  }

  /**
   * {@code command_error}: a command could not be run, or not to its end.
   *
   * @param commandId the command
   * @param message the VM's words
   * @param code such as {@code COMMAND_TIMEOUT}; older agents send details in words, or nothing
   */
  record CommandFailed(String commandId, String message, Optional<String> code)
      implements BackendReply {}

  /**
   * {@code command_stopped}.
   *
   * @param success whether there was something to stop
   * @param message the VM's words
   */
  record Stopped(boolean success, String message) implements BackendReply {}

  /**
   * {@code ack}: the VM has taken the message, and has nothing to say to it.
   *
   * @param message the VM's words
   */
  record Acknowledged(String message) implements BackendReply {}

  /**
   * {@code pong}.
   *
   * @param message the VM's words
   */
  record Pong(String message) implements BackendReply {}

  /**
   * {@code error}: the VM does not do what it was asked.
   *
   * @param message the VM's words
   * @param code such as {@code UNKNOWN_COMMAND}; older agents send details in words, or nothing
   */
  record Refused(String message, Optional<String> code) implements BackendReply {}

  /**
   * A message of a type that is none of the above.
   *
   * @param type its type
   * @param json the whole message
   */
  record Other(String type, String json) implements BackendReply {

    /** Its type and size. */
    @Override
    public String toString() {
      return "Other[%s, %d characters]".formatted(type, json.length());
    }
  }
}

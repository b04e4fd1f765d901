package dev.drover.backend;

import dev.drover.DroverException;
import dev.drover.hub.CommandResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How a command stands when a request about it ends: it is over, or it waits for input. */
public sealed interface CommandReply {

  /**
   * How the command ended, for those who expect no prompt.
   *
   * @throws DroverException if it waits for input; the message has the prompt
   */
  CommandResult result();

  /**
   * The command is over.
   *
   * @param result how it ended, whatever its exit code
   */
  record Completed(CommandResult result) implements CommandReply {}

  /**
   * The command waits at a prompt. It goes on when somebody answers: here, through another client,
   * or not at all. Answering again is possible, as this does not remember. Going on after the
   * answer needs an agent that knows {@code drover.v1}.
   */
  non-sealed interface AwaitingInput extends CommandReply {

    /** The VM. */
    String vmId();

    /** The command's id. */
    String commandId();

    /** What it asks for, as it stands in the last line, such as {@code Password: }. */
    String prompt();

    /** All output so far, with line ends folded to {@code \n}; for older agents the prompt. */
    String output();

    /** All output so far as it came, carriage returns included. */
    String rawOutput();

    /**
     * Answers, and waits for the end or the next prompt, as long as the command's own timeout.
     *
     * @param line without its line end, which is added. Never part of a message or log.
     * @return how it stands then
     */
    CommandReply answer(String line);

    /**
     * As {@link #answer}.
     *
     * @param line without its line end
     * @return how it stands then; cancelling it leaves the command as it is
     */
    CompletableFuture<CommandReply> answerAsync(String line);

    /**
     * Waits for the end or the next prompt without answering: after {@link #answer} timed out, or
     * if somebody else answers. If the command still waits at this prompt, that is the answer.
     *
     * @param timeout how long to wait; the command goes on after it
     * @return how it stands then
     */
    CommandReply await(Duration timeout);

    /**
     * As {@link #await}.
     *
     * @param timeout how long to wait
     * @return how it stands then; cancelling it leaves the command as it is
     */
    CompletableFuture<CommandReply> awaitAsync(Duration timeout);

    /**
     * Stops the command with all its processes.
     *
     * @return whether it was still running
     */
    boolean stop();

    /**
     * As {@link #stop}.
     *
     * @return whether it was still running
     */
    CompletableFuture<Boolean> stopAsync();
  }
}

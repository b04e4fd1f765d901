package dev.drover.runner;

import java.util.List;

/**
 * An answer to an event.
 *
 * @param arguments each as JSON, with {@code {"_placeholder":true,"num":n}} where the n-th
 *     attachment belongs
 * @param attachments the binary parts
 */
public record Acknowledgement(List<String> arguments, List<byte[]> attachments) {

  /** Makes both lists unchangeable. */
  public Acknowledgement {
    arguments = List.copyOf(arguments);
    attachments = List.copyOf(attachments);
  }

  @Override
  public String toString() {
    return "Acknowledgement[%s, %d attachments]".formatted(arguments, attachments.size());
  }
}

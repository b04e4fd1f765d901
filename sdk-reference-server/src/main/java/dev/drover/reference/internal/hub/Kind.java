package dev.drover.reference.internal.hub;

/** The requests that a hub passes on to a VM, and the answer that ends each. */
enum Kind {
  COMMAND("command_response"),
  SCREENSHOT("screenshot_response"),
  STOP("command_stopped"),
  INPUT("ack"),
  PING("pong"),
  STATUS("status_response"),
  SYSTEM_INFO("system_info_response");

  private final String answer;

  Kind(String answer) {
    this.answer = answer;
  }

  boolean isAnsweredBy(String type) {
    return answer.equals(type);
  }

  /** Whether {@code hub.md} has it, so that a plain client or VM understands it. */
  boolean isDocumented() {
    return this == COMMAND || this == SCREENSHOT;
  }
}

package dev.drover.reference.internal.hub;

/** The requests that are passed on to a VM, and the answer that ends each at a hub. */
enum Kind {
  COMMAND("command_response"),
  SCREENSHOT("screenshot_response"),
  STOP("command_stopped"),
  INPUT("ack"),
  PING("pong"),
  STATUS("status_response"),
  SYSTEM_INFO("system_info_response"),
  /** Anything else that a program asks over REST; any answer ends it. */
  OTHER("");

  private final String answer;

  Kind(String answer) {
    this.answer = answer;
  }

  /** The kind of a request to a VM by its type. */
  static Kind of(String type) {
    return switch (type) {
      case "command", "attach" -> COMMAND;
      case "screenshot" -> SCREENSHOT;
      case "stop_command" -> STOP;
      case "send_input" -> INPUT;
      case "ping" -> PING;
      case "status_request" -> STATUS;
      case "system_info_request" -> SYSTEM_INFO;
      default -> OTHER;
    };
  }

  /** Whether a message only tells how a command goes on. */
  static boolean isProgress(String type) {
    return type.equals("command_started") || type.equals("command_output");
  }

  boolean isAnsweredBy(String type) {
    return answer.equals(type);
  }

  /** Whether {@code hub.md} has it, so that a plain client or VM understands it. */
  boolean isDocumented() {
    return this == COMMAND || this == SCREENSHOT;
  }
}

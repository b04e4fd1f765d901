package dev.drover.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An agent of an older kind, as they are in the field: says nothing when it connects, streams
 * nothing, and its completion has the output in its message. A program that it does not have waits
 * for input, as far as it is concerned.
 */
final class OldAgent implements AutoCloseable {

  private final PlainPeer peer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread = new Thread(this::run, "old-agent");

  OldAgent(ReferenceServer server, String vmId) {
    peer = PlainPeer.connect(URI.create(server.uri() + "/api/vm/" + vmId + "/ws")).fence();
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!closed.get()) {
      JsonNode request = peer.poll();
      if (request != null) {
        answer(request);
      }
    }
  }

  private void answer(JsonNode request) {
    String message = request.path("message").asText();
    switch (request.path("type").asText()) {
      case "command" -> command(request, message);
      case "stop_command" ->
          reply(request, "'type':'command_stopped','message':'not running','vm_id':'old'", false);
      case "send_input" -> reply(request, "'type':'ack','message':'Input sent'", true);
      case "ping" -> reply(request, "'type':'pong','vm_id':'old','message':'pong'", true);
      default ->
          reply(
              request,
              "'type':'error','vm_id':'old','message':'Unknown message type: " + message + "'",
              false);
    }
  }

  private void command(JsonNode request, String line) {
    if (line.startsWith("echo ")) {
      String output = line.substring("echo ".length()) + "\\r\\n";
      reply(request, "'type':'command_completed','vm_id':'old','message':'" + output + "'", true);
    } else if (line.startsWith("fail")) {
      reply(request, "'type':'command_error','vm_id':'old','message':'it failed'", false);
    } else {
      String prompt = "the program '" + line + "' is recognized by nobody";
      reply(
          request,
          "'type':'command_awaiting_input','vm_id':'old','message':'"
              + prompt.replace("'", "\\u0027")
              + "'",
          false);
    }
  }

  private void reply(JsonNode request, String fields, boolean success) {
    peer.send(
        "{%s,'request_id':'%s','metadata':{'command_id':'%s','success':%s}}"
            .formatted(
                fields,
                request.path("request_id").asText(),
                request.path("metadata").path("command_id").asText(),
                success));
  }

  @Override
  public void close() {
    closed.set(true);
    peer.close();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

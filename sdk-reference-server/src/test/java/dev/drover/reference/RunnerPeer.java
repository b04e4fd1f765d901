package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** A client or agent of {@code runner-socketio.md} that knows nothing of Drover. */
final class RunnerPeer implements AutoCloseable {

  final EnginePeer socket;

  private RunnerPeer(EnginePeer socket) {
    this.socket = socket;
  }

  /** Knocks with a token; an empty one is none. */
  static RunnerPeer knock(ReferenceServer server, String token) throws InterruptedException {
    EnginePeer socket = EnginePeer.session(server.port(), "/socket.io/");
    return new RunnerPeer(socket.say(token.isEmpty() ? "40" : "40{\"token\":\"" + token + "\"}"));
  }

  static RunnerPeer connect(ReferenceServer server, String token) throws InterruptedException {
    RunnerPeer peer = knock(server, token);
    assertThat(peer.socket.next()).startsWith("40{\"sid\":");
    return peer;
  }

  /** Sends an event; single quotes stand for double ones. */
  RunnerPeer emit(String name, String json) {
    socket.say("42[\"" + name + "\"," + json.replace('\'', '"') + "]");
    return this;
  }

  RunnerPeer register(String name) {
    return emit("agent:register", "{'name':'" + name + "','systemInfo':{'platform':'linux'}}");
  }

  /** The next event must be so called; its payload. */
  JsonNode next(String name) throws InterruptedException {
    String said = socket.next();
    assertThat(said).startsWith("42[\"" + name + "\",");
    return PlainPeer.json(said.substring(2)).path(1);
  }

  RunnerPeer expect(String name, String json) throws InterruptedException {
    assertThat(next(name)).isEqualTo(PlainPeer.json(json.replace('\'', '"')));
    return this;
  }

  RunnerPeer expectStatus(String status) throws InterruptedException {
    assertThat(next("agent:status").path("status").asText()).isEqualTo(status);
    return this;
  }

  /** What the server had to say until here, it has said: a mistake of ours is answered next. */
  RunnerPeer expectNothing() throws InterruptedException {
    emit("execution:cancel", "{}");
    assertThat(next("error").path("message").asText())
        .isIn(
            "execution:cancel is for clients",
            "execution:cancel needs executionId: a text that is not blank");
    return this;
  }

  @Override
  public void close() {
    socket.close();
  }
}

package dev.drover.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** Brings a raw client to each phase in which a fault can strike. */
enum Phases {
  BEFORE_UPGRADE,
  AFTER_UPGRADE,
  AFTER_REGISTER,
  MID_REQUEST,
  MID_STREAM,
  DURING_CLOSE,
  AFTER_FRAMES;

  private static final String LIST = "{\"type\":\"list_vms\",\"request_id\":\"1\"}";

  FaultPoint point() {
    return switch (this) {
      case BEFORE_UPGRADE -> FaultPoint.BEFORE_UPGRADE;
      case AFTER_UPGRADE -> FaultPoint.AFTER_UPGRADE;
      case AFTER_REGISTER -> FaultPoint.AFTER_REGISTER;
      case MID_REQUEST -> FaultPoint.MID_REQUEST;
      case MID_STREAM -> FaultPoint.midStream(2);
      case DURING_CLOSE -> FaultPoint.DURING_CLOSE;
      case AFTER_FRAMES -> FaultPoint.afterFrames(3);
    };
  }

  /** A client at the phase. */
  RawPeer reach(ReferenceServer server) throws IOException {
    RawPeer peer = RawPeer.tcp(server).upgrade("");
    if (this == BEFORE_UPGRADE) {
      return peer;
    }
    peer.readHead();
    if (this == AFTER_UPGRADE) {
      return peer;
    }
    peer.text("{\"type\":\"register\",\"role\":\"client\",\"extensions\":[\"drover.v1\"]}");
    peer.readFrame();
    return switch (this) {
      case MID_REQUEST, AFTER_FRAMES -> peer.text(LIST);
      case MID_STREAM -> stream(peer, server);
      case DURING_CLOSE -> peer.frame(true, RawPeer.CLOSE, new byte[] {3, (byte) 0xE8});
      default -> peer;
    };
  }

  private static RawPeer stream(RawPeer peer, ReferenceServer server) throws IOException {
    server.vm("vm-1").onCommand("build").stream("0", "1", "2", "3").exit(0);
    peer.text(
        "{\"type\":\"command\",\"vm_id\":\"vm-1\",\"command\":\"build\",\"request_id\":\"r\"}");
    for (String expected : List.of("command_started", "command_output")) {
      JsonNode message = PlainPeer.json(peer.readFrame());
      if (!message.path("type").asText().equals(expected)) {
        throw new AssertionError(message + " instead of " + expected);
      }
    }
    return peer;
  }

  /** Makes the server say its next message, if it does not by itself. */
  void provoke(RawPeer peer) throws IOException {
    if (this == AFTER_UPGRADE) {
      peer.text("{\"type\":\"register\",\"role\":\"client\",\"extensions\":[\"drover.v1\"]}");
    } else if (this == AFTER_REGISTER) {
      peer.text(LIST);
    }
  }
}

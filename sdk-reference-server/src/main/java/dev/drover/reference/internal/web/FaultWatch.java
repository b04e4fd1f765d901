package dev.drover.reference.internal.web;

import dev.drover.reference.Fault;
import dev.drover.reference.FaultPoint.Phase;
import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.fault.FaultRules;
import dev.drover.reference.internal.peer.PeerHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Follows a connection through the phases of its protocol and lets the faults of each strike. */
final class FaultWatch {

  private static final Set<String> OUTPUT = Set.of("command_output", "execution:log");

  /** What a server says to a VM or an agent is a request, but for these. */
  private static final Set<String> NO_REQUESTS = Set.of("registered", "error", "");

  private final FaultRules rules;
  private final FaultGate gate;
  private final WebPeer peer;
  private final PeerHandler protocol;
  private @Nullable Fault afterArrival;
  private @Nullable Fault afterLeaving;

  FaultWatch(FaultRules rules, FaultGate gate, WebPeer peer, PeerHandler protocol) {
    this.rules = rules;
    this.gate = gate;
    this.peer = peer;
    this.protocol = protocol;
  }

  /** A message has come and is not processed yet. */
  void arriving(byte[] utf8) {
    PeerRole role = peer.info().role();
    if (rules.isEmpty() || role == PeerRole.UNREGISTERED) {
      return;
    }
    Optional<String> type = protocol.typeOf(utf8);
    if (type.isEmpty()) {
      return;
    }
    Set<Phase> phases = EnumSet.of(Phase.ANY_FRAME);
    if (role == PeerRole.CLIENT) {
      phases.add(Phase.MID_REQUEST);
    } else if (OUTPUT.contains(type.get())) {
      phases.add(Phase.MID_STREAM);
    }
    afterArrival = come(phases);
    if (afterArrival != null) {
      gate.mute();
    }
  }

  /** That message has been processed. */
  void arrived(ChannelHandlerContext ctx, PeerRole roleBefore, boolean introduced) {
    if (introduced && !rules.isEmpty()) {
      Set<Phase> phases = EnumSet.of(Phase.AFTER_REGISTER);
      if (roleBefore == PeerRole.UNREGISTERED) {
        phases.add(Phase.ANY_FRAME); // Before, nobody could tell whom it concerns.
      }
      Fault ending = come(phases);
      afterArrival = afterArrival == null ? ending : afterArrival;
    }
    if (afterArrival != null) {
      strike(ctx, afterArrival);
      afterArrival = null;
    }
  }

  /** A message is about to be sent. */
  void leaving(byte[] utf8) {
    Optional<String> type = protocol.typeOf(utf8);
    if (type.isEmpty()) {
      return;
    }
    Set<Phase> phases = EnumSet.of(Phase.ANY_FRAME);
    PeerRole role = peer.info().role();
    if (isAsked(role) && !NO_REQUESTS.contains(type.get())) {
      phases.add(Phase.MID_REQUEST);
    } else if (role == PeerRole.CLIENT && OUTPUT.contains(type.get())) {
      phases.add(Phase.MID_STREAM);
    }
    afterLeaving = come(phases);
  }

  /** That message has been sent. */
  void left(ChannelHandlerContext ctx) {
    if (afterLeaving != null) {
      strike(ctx, afterLeaving);
      afterLeaving = null;
    }
  }

  /** The connection came to a phase; says whether it is of no use any more. */
  boolean strikesAt(ChannelHandlerContext ctx, Phase phase) {
    Fault ending = rules.isEmpty() ? null : come(EnumSet.of(phase));
    if (ending == null) {
      return false;
    }
    strike(ctx, ending);
    return true;
  }

  private void strike(ChannelHandlerContext ctx, Fault fault) {
    gate.strike(ctx.pipeline().context(gate), fault);
  }

  /** Arms the faults that befall the next message; gives the one that ends the connection. */
  private @Nullable Fault come(Set<Phase> phases) {
    return come(rules, gate, peer.info(), phases);
  }

  /** As a connection comes to a phase before it is a WebSocket. */
  static @Nullable Fault at(Phase phase, FaultRules rules, FaultGate gate, PeerInfo peer) {
    return come(rules, gate, peer, EnumSet.of(phase));
  }

  private static @Nullable Fault come(
      FaultRules rules, FaultGate gate, PeerInfo peer, Set<Phase> phases) {
    Fault ending = null;
    for (Phase phase : phases) {
      for (Fault fault : rules.at(phase, peer.id(), peer.role())) {
        if (fault instanceof Fault.Cut
            || fault instanceof Fault.Stall
            || fault instanceof Fault.HalfOpen) {
          ending = fault;
        } else {
          gate.arm(fault);
        }
      }
    }
    return ending;
  }

  private static boolean isAsked(PeerRole role) {
    return role == PeerRole.VM || role == PeerRole.AGENT;
  }
}

package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.hub.VmInfo;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.PeerRole;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.internal.clock.LockedClock;
import dev.drover.reference.internal.frame.BadFrameException;
import dev.drover.reference.internal.frame.Frame;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.WebRequest;
import dev.drover.reference.internal.peer.Peer;
import dev.drover.reference.internal.peer.PeerHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The hub ({@code hub.md} and {@code drover.v1}). One lock guards all its state; nothing that it
 * calls under that lock blocks, and messages sent under it keep their order.
 */
public final class Hub implements PeerHandler {

  private static final int POLICY_VIOLATION = 1008;

  private final Object lock = new Object();
  private final Clock clock = new Clock(lock);
  private final Duration registrationTimeout;
  private final Map<Peer, Member> members = new HashMap<>();
  private final Audience audience = new Audience();
  private final Fleet fleet;
  private final Roster roster;
  private final Routing routing;
  private final SpinUps spinUps;
  private final ClientMessages clientMessages;
  private final VmMessages vmMessages;
  private final Attendance attendance;
  private final RestDoor rest;

  /** A hub without any connections. */
  public Hub(ServerOptions options, VmStarter starter) {
    this.registrationTimeout = options.registrationTimeout();
    this.fleet = new Fleet(clock, options.vmGrace());
    RouteTable routes = new RouteTable();
    this.routing = new Routing(routes, clock, options.plainVmTimeout());
    Evictions evictions = new Evictions(routes, routing, fleet);
    Assignments assignments = new Assignments();
    Leases leases =
        new Leases(assignments, new LockedClock(options.clock(), lock), evictions::evict);
    this.roster = new Roster(fleet, assignments, leases);
    this.spinUps = new SpinUps(fleet, assignments, leases, starter, audience);
    LeaseMessages leaseMessages = new LeaseMessages(assignments, leases, roster);
    VmRequests requests = new VmRequests(fleet, routing, new Answers(audience));
    this.clientMessages = new ClientMessages(spinUps, leaseMessages, requests, roster, audience);
    this.vmMessages = new VmMessages(routing, assignments, audience);
    this.attendance =
        new Attendance(fleet, assignments, routing, evictions, spinUps, starter, clock);
    this.rest = new RestDoor(lock, fleet, routing, clock);
  }

  @Override
  public void opened(Peer peer) {
    synchronized (lock) {
      Member member = new Member(peer);
      members.put(peer, member);
      member.registersUntil(clock.later(registrationTimeout, () -> unregistered(member)));
    }
  }

  @Override
  public void text(Peer peer, byte[] utf8) {
    Frame frame = null;
    String problem = "malformed message: it has no \"type\", or one that is no string";
    try {
      frame = Frame.parse(utf8);
    } catch (BadFrameException e) {
      problem = e.reason();
    }
    synchronized (lock) {
      Member member = members.get(peer);
      if (member == null) {
        return;
      }
      String type = frame == null ? null : frame.type();
      if (frame == null || type == null) {
        malformed(member, problem, frame == null ? null : frame.requestId());
      } else {
        message(member, frame, type);
      }
    }
  }

  @Override
  public void binary(Peer peer, byte[] content) {
    synchronized (lock) {
      Member member = members.get(peer);
      if (member != null) {
        malformed(member, "malformed message: binary messages are not understood", null);
      }
    }
  }

  private void malformed(Member member, String problem, @Nullable String requestId) {
    if (member.role() == PeerRole.UNREGISTERED) {
      turnAway(member, problem);
    } else {
      member.refuse(ErrorCodes.BAD_MESSAGE, problem, requestId);
    }
  }

  private void message(Member member, Frame frame, String type) {
    if (member.role() == PeerRole.UNREGISTERED) {
      register(member, frame);
    } else if (type.equals("register")) {
      member.refuse(
          ErrorCodes.UNKNOWN_TYPE, "this connection is registered already", frame.requestId());
    } else if (member.role() == PeerRole.CLIENT) {
      clientMessages.handle(member, frame, type);
    } else {
      FleetVm vm = fleet.of(member);
      // What a connection that was replaced still says does not count.
      if (vm != null) {
        vm.seen();
        vmMessages.handle(vm, frame, type);
      }
    }
  }

  private void register(Member member, Frame frame) {
    HubMessage message;
    try {
      message = WireCodec.HUB.decode(frame.bytes());
    } catch (MalformedMessageException e) {
      turnAway(member, String.valueOf(e.getMessage()));
      return;
    }
    if (!(message instanceof HubMessage.Register register)) {
      turnAway(member, "the first message must be a registration, not '" + frame.type() + "'");
      return;
    }
    List<String> offered = register.extensions();
    boolean extended = offered != null && offered.contains(HubMessage.DROVER_V1);
    if ("client".equals(register.role())) {
      member.becomeClient(extended);
      audience.add(member);
      confirm(member);
    } else if (!"vm".equals(register.role())) {
      turnAway(member, "the role must be 'client' or 'vm'");
    } else if (register.vmId() == null || register.vmId().isBlank()) {
      turnAway(member, "a VM needs a vm_id to register");
    } else {
      member.becomeVm(register.vmId(), extended);
      confirm(member);
      Map<String, String> labels = extended ? register.labels() : null;
      FleetVm vm = new FleetVm(member, new HubDialect(extended), labels);
      attendance.arrived(vm);
      attendance.settled(vm);
    }
  }

  private static void confirm(Member member) {
    if (member.isExtended()) {
      member.send(new HubMessage.Registered(List.of(HubMessage.DROVER_V1)));
    }
  }

  private void unregistered(Member member) {
    if (members.get(member.peer()) == member && member.role() == PeerRole.UNREGISTERED) {
      turnAway(member, "no registration within %d ms".formatted(registrationTimeout.toMillis()));
    }
  }

  private void turnAway(Member member, String reason) {
    member.refuse(ErrorCodes.NOT_REGISTERED, reason, null);
    members.remove(member.peer());
    member.close(POLICY_VIOLATION, "not registered");
  }

  @Override
  public void closed(Peer peer) {
    synchronized (lock) {
      Member member = members.remove(peer);
      if (member == null) {
        return;
      }
      member.stopWaiting();
      if (member.role() == PeerRole.CLIENT) {
        audience.remove(member);
        spinUps.forget(member);
        routing.orphan(member, fleet::get);
      } else {
        attendance.left(fleet.of(member));
      }
    }
  }

  /** A VM that was to be started could not. */
  public void startFailed(String vmId, String reason) {
    synchronized (lock) {
      spinUps.failed(vmId, reason);
    }
  }

  /** The backend's side of an agent's connection, by which a VM comes into the same fleet. */
  public PeerHandler agent(String vmId) {
    return new AgentDoor(lock, fleet, attendance, vmMessages, vmId);
  }

  /** Puts a request that came over REST to a VM, by whichever door that came. */
  public CompletableFuture<HttpAnswer> send(String vmId, WebRequest request) {
    return rest.send(vmId, request);
  }

  /** When a VM last said something; empty if it is not connected. */
  public Optional<Instant> lastSeen(String vmId) {
    synchronized (lock) {
      return Optional.ofNullable(fleet.get(vmId)).map(FleetVm::lastSeen);
    }
  }

  /** The VMs that are connected, oldest first. */
  public List<VmInfo> vms() {
    synchronized (lock) {
      return roster.infos();
    }
  }

  /** How many answers of VMs came too late, or twice, or for nobody. */
  public long unwantedAnswers() {
    synchronized (lock) {
      return vmMessages.unwanted();
    }
  }

  /** How many requests VMs have not answered yet. */
  public int openRequests() {
    synchronized (lock) {
      return routing.size();
    }
  }
}

package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.frame.Frame;
import java.util.Set;

/** What clients ask of the hub itself; what they ask of VMs goes on to {@link VmRequests}. */
final class ClientMessages {

  private static final Set<String> DOCUMENTED =
      Set.of("spin_up", "list_vms", "command", "screenshot");
  private static final Set<String> EXTENDED =
      Set.of(
          "release",
          "renew",
          "attach",
          "stop_command",
          "send_input",
          "ping",
          "status_request",
          "system_info_request");

  private final SpinUps spinUps;
  private final LeaseMessages leaseMessages;
  private final VmRequests vmRequests;
  private final Roster roster;
  private final Audience audience;

  ClientMessages(
      SpinUps spinUps,
      LeaseMessages leaseMessages,
      VmRequests vmRequests,
      Roster roster,
      Audience audience) {
    this.spinUps = spinUps;
    this.leaseMessages = leaseMessages;
    this.vmRequests = vmRequests;
    this.roster = roster;
    this.audience = audience;
  }

  void handle(Member client, Frame frame, String type) {
    if (!DOCUMENTED.contains(type) && !(client.isExtended() && EXTENDED.contains(type))) {
      String reason =
          EXTENDED.contains(type)
              ? "'%s' is of drover.v1; offer it at registration".formatted(type)
              : "'%s' is nothing that a client can ask for".formatted(type);
      client.refuse(ErrorCodes.UNKNOWN_TYPE, reason, frame.requestId());
      return;
    }
    try {
      dispatch(client, WireCodec.HUB.decode(frame.bytes()));
    } catch (MalformedMessageException e) {
      client.refuse(ErrorCodes.BAD_MESSAGE, String.valueOf(e.getMessage()), frame.requestId());
    }
  }

  private void dispatch(Member client, HubMessage message) {
    if (message instanceof HubMessage.SpinUp spinUp) {
      spinUps.ask(client, spinUp);
    } else if (message instanceof HubMessage.ListVms) {
      list(client, message);
    } else if (message instanceof HubMessage.Release release) {
      leaseMessages.release(client, release);
    } else if (message instanceof HubMessage.Renew renew) {
      leaseMessages.renew(client, renew);
    } else {
      vmRequests.handle(client, message);
    }
  }

  private void list(Member client, HubMessage message) {
    String requestId = message.requestId();
    HubMessage plain = new HubMessage.ListVmsResponse(roster.plain(), requestId);
    HubMessage extended = new HubMessage.ListVmsResponse(roster.extended(), requestId);
    if (requestId != null) {
      client.send(client.isExtended() ? extended : plain);
    } else {
      audience.tell(plain, extended, client);
    }
  }
}

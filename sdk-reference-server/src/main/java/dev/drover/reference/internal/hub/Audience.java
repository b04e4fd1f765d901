package dev.drover.reference.internal.hub;

import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.WireCodec;
import java.util.LinkedHashSet;
import java.util.Set;

/** All clients. */
final class Audience {

  private final Set<Member> clients = new LinkedHashSet<>();

  void add(Member client) {
    clients.add(client);
  }

  void remove(Member client) {
    clients.remove(client);
  }

  /** Sends to everybody; to those who know the extension maybe in another form. */
  void tell(byte[] plain, byte[] extended, Member cause) {
    for (Member client : clients) {
      client.send(client.isExtended() ? extended : plain, cause);
    }
  }

  /** Sends to everybody; to those who know the extension maybe in another form. */
  void tell(HubMessage plain, HubMessage extended, Member cause) {
    tell(WireCodec.HUB.encode(plain), WireCodec.HUB.encode(extended), cause);
  }

  /** Sends to everybody. */
  void tell(byte[] message, Member cause) {
    tell(message, message, cause);
  }
}

package dev.drover.reference.internal.runner;

import dev.drover.reference.internal.socketio.SocketConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everybody who is in. Used under the lock. */
final class Members {

  private final Map<SocketConnection, Member> members = new LinkedHashMap<>();

  void add(Member member) {
    members.put(member.socket(), member);
  }

  @Nullable Member get(SocketConnection socket) {
    return members.get(socket);
  }

  @Nullable Member remove(SocketConnection socket) {
    return members.remove(socket);
  }

  boolean isIn(@Nullable Member member) {
    return member != null && members.containsKey(member.socket());
  }

  /** Everybody who is no agent. */
  List<Member> clients() {
    return members.values().stream().filter(member -> !member.isAgent()).toList();
  }
}

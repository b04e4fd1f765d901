package dev.drover.reference.internal.hub;

import dev.drover.reference.internal.frame.Frame;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Requests under way, by their ids; the oldest first. */
final class RouteTable {

  /** Of a few, only the way to spare the VM some work is lost. */
  private static final int MOST_GIVEN_UP = 1_000;

  /** Agents outlive servers: what one asked must not look like what the next one asks. */
  private final String prefix = "drover-" + UUID.randomUUID().toString().substring(0, 8) + "-";

  private final Map<String, Route> routes = new LinkedHashMap<>();
  private final Map<About, String> givenUp =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<About, String> eldest) {
          return size() > MOST_GIVEN_UP;
        }
      };
  private long ids;

  private record About(String vmId, String commandId) {}

  Route open(Kind kind, String vmId, String commandId, boolean isAttach, Asker asker) {
    return open(new Route(prefix + ++ids, kind, vmId, commandId, isAttach, asker));
  }

  /**
   * A way back for somebody who asks again about a command, under the id of a request about it that
   * was given up if there is one: the VM still sends for that, and would send twice for two. Only
   * for those who want the end alone, as what comes may be for the request that was given up.
   */
  Route openAgain(String vmId, String commandId, Asker asker) {
    String former = givenUp.remove(new About(vmId, commandId));
    String id = former == null ? prefix + ++ids : former;
    return open(new Route(id, Kind.COMMAND, vmId, commandId, true, asker));
  }

  private Route open(Route route) {
    routes.put(route.id, route);
    return route;
  }

  /** Nobody waits for that any more, but the VM still sends what comes of the command. */
  void giveUp(Route route) {
    end(route);
    if (route.kind == Kind.COMMAND && (route.isAttach || route.isUnderWay)) {
      givenUp.put(new About(route.vmId, route.commandId), route.id);
    }
  }

  /** It is answered, or nobody can answer it any more. */
  void end(Route route) {
    route.end();
    routes.remove(route.id);
  }

  @Nullable Route get(String id) {
    return routes.get(id);
  }

  /** The requests to a VM. */
  List<Route> of(String vmId) {
    return which(r -> r.vmId.equals(vmId));
  }

  /** A VM's commands shall end, whoever asked for them; their ids. */
  Set<String> condemn(String vmId) {
    which(r -> r.vmId.equals(vmId) && r.kind == Kind.COMMAND).forEach(r -> r.isCondemned = true);
    Set<String> ids = condemned(vmId);
    givenUp.keySet().stream()
        .filter(about -> about.vmId().equals(vmId))
        .forEach(about -> ids.add(about.commandId()));
    return ids;
  }

  /** The commands of a VM that shall end, and of whose end it has not told yet. */
  Set<String> condemned(String vmId) {
    Set<String> ids = new LinkedHashSet<>();
    which(r -> r.vmId.equals(vmId) && r.isCondemned).forEach(r -> ids.add(r.commandId));
    return ids;
  }

  /** The requests of a client. */
  List<Route> ofClient(Member client) {
    return which(r -> r.asker() != null && r.asker().member() == client);
  }

  /** The request that a VM's message belongs to, if it is still waited for. */
  @Nullable Route find(FleetVm vm, Frame message, String type) {
    if (!vm.dialect().hasIds()) {
      return Lane.answered(vm.lanes(), type);
    }
    String requestId = message.requestId();
    if (requestId != null) {
      return get(requestId);
    }
    String commandId = vm.dialect().namesCommands() ? message.commandId() : null;
    return commandId == null ? null : ofCommand(vm.id(), commandId, type);
  }

  /**
   * The request that a message without an id is about: the one that such a message answers, else
   * the command itself, if it is not the late answer to another request about it.
   */
  private @Nullable Route ofCommand(String vmId, String commandId, String type) {
    List<Route> about = which(r -> r.vmId.equals(vmId) && r.commandId.equals(commandId));
    for (Route route : about) {
      if (route.kind.isAnsweredBy(type)) {
        return route;
      }
    }
    boolean ofCommand = type.startsWith("command_") || type.equals("error");
    return about.stream().filter(r -> ofCommand && r.kind == Kind.COMMAND).findFirst().orElse(null);
  }

  /**
   * A route to a command that can be had again instead of opening another, so that the VM does not
   * send twice: one whose client is gone, or the very one that is asked for anew.
   */
  @Nullable Route reusable(String vmId, String commandId, Member client, String requestId) {
    return routes.values().stream()
        .filter(r -> r.kind == Kind.COMMAND && r.vmId.equals(vmId) && r.commandId.equals(commandId))
        .filter(r -> r.asker() == null || r.asker().is(client, requestId))
        .findFirst()
        .orElse(null);
  }

  private List<Route> which(Predicate<Route> which) {
    return routes.values().stream().filter(which).toList();
  }

  int size() {
    return routes.size();
  }
}

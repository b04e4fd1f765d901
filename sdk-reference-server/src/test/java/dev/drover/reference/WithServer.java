package dev.drover.reference;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** A server per test, and peers that are closed after it. */
abstract class WithServer {

  final ReferenceServer server = ReferenceServer.start(options());
  final Rest rest = new Rest(server);
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

  ServerOptions options() {
    return ServerOptions.defaults().withVmProvider(VmProvider.none());
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    server.close();
  }

  <T extends AutoCloseable> T closing(T one) {
    opened.add(one);
    return one;
  }

  PlainPeer client() {
    return closing(PlainPeer.client(server));
  }

  PlainPeer vm(String id) {
    return closing(PlainPeer.vm(server, id));
  }

  PlainPeer v1Client() {
    return closing(PlainPeer.v1Client(server));
  }

  PlainPeer v1Vm(String id) {
    return closing(PlainPeer.v1Vm(server, id));
  }

  PlainPeer agent(String id) {
    return closing(PlainPeer.agent(server, id));
  }

  PlainPeer v1Agent(String id) {
    return closing(PlainPeer.v1Agent(server, id));
  }

  PlainPeer stranger() {
    return closing(PlainPeer.connect(server));
  }
}

package dev.drover.internal.transport;

import dev.drover.ClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Opens the connection below the WebSocket: name, TCP, proxy, TLS. */
final class Dialer {

  private final Endpoint endpoint;
  private final ClientOptions options;
  private final SocketHolder held;
  private final Consumer<Stage> progress;
  private final Deadline deadline;
  private final Resolver resolver;

  /** Finds the addresses of a name; may block for as long as it likes. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** Takes each socket before it is connected, so that it can be cut; refuses after the cut. */
  interface SocketHolder {
    void hold(Socket socket) throws SocketException;
  }

  Dialer(
      Endpoint endpoint,
      ClientOptions options,
      SocketHolder held,
      Consumer<Stage> progress,
      Deadline deadline,
      Resolver resolver) {
    this.endpoint = endpoint;
    this.options = options;
    this.held = held;
    this.progress = progress;
    this.deadline = deadline;
    this.resolver = resolver;
  }

  /** The connected socket; ends early when the held socket is cut, except in name resolution. */
  Socket dial() throws IOException {
    Proxy proxy = options.proxy().orElse(null);
    boolean proxied = proxy != null && proxy.type() != Proxy.Type.DIRECT;
    Socket plain = proxy != null && proxied ? through(proxy) : direct(proxy);
    // Two small frames in a row would otherwise wait 40 ms for each other.
    plain.setTcpNoDelay(true);
    return endpoint.tls() ? secure(plain) : plain;
  }

  /** The name is left unresolved: only the proxy may know it. */
  private Socket through(Proxy proxy) throws IOException {
    progress.accept(Stage.PROXY);
    Socket socket = new Socket(proxy);
    held.hold(socket);
    boolean literal = endpoint.host().indexOf(':') >= 0 && proxy.type() == Proxy.Type.HTTP;
    String host = literal ? "[" + endpoint.host() + "]" : endpoint.host();
    socket.connect(
        InetSocketAddress.createUnresolved(host, endpoint.port()), deadline.shareInMillis(1));
    return socket;
  }

  /** Each address in turn, none of them with all the time if there are more. */
  private Socket direct(@Nullable Proxy noProxy) throws IOException {
    progress.accept(Stage.RESOLVING);
    InetAddress[] addresses = resolver.resolve(endpoint.host());
    progress.accept(Stage.CONNECTING);
    IOException failure = null;
    for (int i = 0; i < addresses.length; i++) {
      Socket socket = noProxy == null ? new Socket() : new Socket(noProxy);
      held.hold(socket);
      try {
        socket.connect(
            new InetSocketAddress(addresses[i], endpoint.port()),
            deadline.shareInMillis(addresses.length - i));
        return socket;
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    throw failure == null ? new IOException("the host name has no address") : failure;
  }

  private Socket secure(Socket plain) throws IOException {
    progress.accept(Stage.TLS);
    SSLSocketFactory factory =
        options
            .sslContext()
            .map(SSLContext::getSocketFactory)
            .orElseGet(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    SSLSocket secured =
        (SSLSocket) factory.createSocket(plain, endpoint.host(), endpoint.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    // Without it any certificate of a trusted issuer would do, whoever it was given to.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }
}

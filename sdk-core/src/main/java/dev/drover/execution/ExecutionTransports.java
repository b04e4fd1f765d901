package dev.drover.execution;

import dev.drover.ClientOptions;
import dev.drover.internal.transport.Transport;
import dev.drover.internal.transport.TransportListener;
import dev.drover.internal.transport.Transports;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Transports whose address is made anew for every attempt: here the token is part of the query, and
 * so is what to resume. The session itself knows only the address without it.
 */
final class ExecutionTransports implements Transports {

  private final Transports below;
  private final Function<@Nullable String, URI> address;

  /**
   * Transports to one execution.
   *
   * @param below makes them
   * @param address the address for an attempt, from its token
   */
  ExecutionTransports(Transports below, Function<@Nullable String, URI> address) {
    this.below = below;
    this.address = address;
  }

  @Override
  public Transport connect(
      ClientOptions options, @Nullable String token, TransportListener listener) {
    return below.connect(options.uri(address.apply(token)), null, listener);
  }
}

package dev.drover.internal.transport;

import dev.drover.ClientOptions;
import org.jspecify.annotations.Nullable;

/** Where transports come from. */
public interface Transports {

  /**
   * Begins to connect, and returns at once. The listener hears how it goes.
   *
   * @param options address, TLS, proxy, timeouts and limits
   * @param token sent as {@code Authorization: Bearer}, if there is one
   * @param listener hears of the transport
   * @return the transport
   */
  Transport connect(ClientOptions options, @Nullable String token, TransportListener listener);
}

package dev.drover.reference.internal.runner;

import org.jspecify.annotations.Nullable;

/**
 * Who somebody is by their token.
 *
 * @param agentId null unless the token makes an agent
 * @param userId null unless the token makes a client
 */
record Identity(@Nullable String agentId, @Nullable String userId) {

  static final Identity UNKNOWN = new Identity(null, null);
}

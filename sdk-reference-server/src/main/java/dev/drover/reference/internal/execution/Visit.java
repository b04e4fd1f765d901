package dev.drover.reference.internal.execution;

import org.jspecify.annotations.Nullable;

/**
 * With what somebody knocks at {@code /ws/executions/{id}}.
 *
 * @param executionId as it stands in the path, maybe no id at all
 * @param authorized whether the token, if one is demanded, is right
 * @param token what was given as token, if anything was
 * @param extended whether {@code drover.v1} was asked for
 * @param resumeFrom the last guaranteed message that was seen; empty for none, null for no wish
 */
public record Visit(
    String executionId,
    boolean authorized,
    @Nullable String token,
    boolean extended,
    @Nullable String resumeFrom) {

  /** The id of the execution alone: the rest may be secret. */
  @Override
  public String toString() {
    return "Visit[" + executionId + "]";
  }
}

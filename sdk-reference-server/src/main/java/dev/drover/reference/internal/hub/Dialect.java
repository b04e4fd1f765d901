package dev.drover.reference.internal.hub;

import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.reference.internal.backend.VmRequest;
import dev.drover.reference.internal.frame.Frame;
import org.jspecify.annotations.Nullable;

/** How a VM speaks, which depends on the door it came by. One per connection, under the lock. */
interface Dialect {

  /** What a message means for the request that it belongs to. */
  enum Meaning {
    /** Something before the end. */
    NOTICE,
    /** A command has begun, or here is some of its output. */
    PROGRESS,
    /** The command waits for input. */
    PROMPT,
    /** The end, and it went wrong. */
    ERROR,
    /** The end. */
    END
  }

  /** Whether it speaks {@code drover.v1}. */
  boolean isExtended();

  /** Whether its answers carry the ids of their requests; else only their order tells. */
  boolean hasIds();

  /** Whether an answer may name its command instead of its request. */
  boolean namesCommands();

  /** Whether it can be asked for that at all. */
  boolean knows(Kind kind);

  /** Whether it tells a hub's clients no more than {@code hub.md} has, and what it adds itself. */
  boolean isPlainHub();

  /** Writes a request. */
  byte[] write(VmRequest request, String vmId, String requestId);

  /** Writes an error of the server's own. */
  byte[] error(String vmId, String code, String reason, @Nullable String requestId);

  /** What a message means. */
  Meaning meaning(Kind kind, Frame message, String type);

  /** The code of an error; null if it has none. */
  @Nullable String errorCode(Frame error) throws MalformedMessageException;

  /** A message as a hub's clients understand it. */
  Frame forHub(Frame message, Meaning meaning, Route route) throws MalformedMessageException;

  /** The end of a request, or a prompt, as a backend's callers understand it. */
  byte[] forBackend(Frame message, Route route) throws MalformedMessageException;
}

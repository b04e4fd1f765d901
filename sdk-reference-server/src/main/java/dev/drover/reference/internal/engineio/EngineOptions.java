package dev.drover.reference.internal.engineio;

import java.time.Duration;

/**
 * What an Engine.IO server tells its clients, and what it allows.
 *
 * @param pingInterval between a client's pong and the next ping
 * @param pingTimeout how long a client may take for a pong
 * @param maxPayload the largest message, in bytes
 * @param maxQueuedBytes how much may wait for a client that does not ask for it
 */
public record EngineOptions(
    Duration pingInterval, Duration pingTimeout, int maxPayload, int maxQueuedBytes) {}

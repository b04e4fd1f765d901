package dev.drover.reference.internal.execution;

import dev.drover.reference.internal.clock.LockedClock;

/** What all executions of a server share; the lock guards everything of theirs. */
record Shared(Object lock, LockedClock clock, Devices devices, Screenshots screenshots) {}

package dev.drover.internal.process;

/**
 * A line of the system's process table.
 *
 * @param pid the process
 * @param parent its parent, 0 if not known
 * @param group its process group, 0 if not known
 * @param session its session, 0 if not known
 * @param dead whether it has ended and only waits for its parent to notice
 */
record ProcessEntry(long pid, long parent, long group, long session, boolean dead) {}

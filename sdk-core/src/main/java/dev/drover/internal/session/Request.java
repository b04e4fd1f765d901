package dev.drover.internal.session;

import java.time.Duration;

/**
 * What is asked, for deadlines and messages.
 *
 * @param id correlates the answer
 * @param what the operation with its target, such as {@code command 'make' on vm-1}
 * @param timeout how long the answer may take
 * @param hint what to do if it does not come
 * @param inline whether it may complete on the reading thread, because nobody's code hangs on it
 */
public record Request(String id, String what, Duration timeout, String hint, boolean inline) {}

package dev.drover.testing.internal.bundle.model;

import dev.drover.reference.JournalEntry;
import java.util.List;

/**
 * What the server saw.
 *
 * @param entries those that concern the test, oldest first; empty if the server is not ours
 * @param omitted how many more there are
 * @param available whether there is a journal to look into
 */
public record JournalExcerpt(List<JournalEntry> entries, long omitted, boolean available) {

  /** The server's journal is out of reach. */
  public static final JournalExcerpt NONE = new JournalExcerpt(List.of(), 0, false);
}

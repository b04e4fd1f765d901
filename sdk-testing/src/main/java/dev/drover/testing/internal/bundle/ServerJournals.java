package dev.drover.testing.internal.bundle;

import dev.drover.reference.JournalEntry;
import dev.drover.reference.ReferenceServer;
import dev.drover.testing.internal.bundle.model.JournalExcerpt;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Looks up what a server saw of a test. */
final class ServerJournals {

  private static final int MOST = 200;

  private ServerJournals() {}

  /** What speaks of the VMs, or comes from them, since then. */
  static JournalExcerpt excerpt(ReferenceServer server, Instant since, Collection<String> vmIds) {
    List<JournalEntry> found =
        server.journal().entries(entry -> !entry.time().isBefore(since) && concerns(entry, vmIds));
    int surplus = Math.max(0, found.size() - MOST);
    return new JournalExcerpt(List.copyOf(found.subList(surplus, found.size())), surplus, true);
  }

  /** Ids of VMs stand in messages as they are, in quotes. */
  private static boolean concerns(JournalEntry entry, Collection<String> vmIds) {
    return vmIds.contains(entry.peer().name())
        || vmIds.stream().anyMatch(id -> entry.text().contains("\"" + id + "\""));
  }
}

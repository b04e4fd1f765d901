package dev.drover.testing.internal.bundle;

import dev.drover.reference.JournalEntry;
import dev.drover.reference.ReferenceServer;
import dev.drover.testing.internal.bundle.model.JournalExcerpt;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the embedded server saw of a test, if the test uses one. */
final class ServerJournal {

  private static final int MOST = 200;

  private final Trouble trouble;
  private volatile @Nullable ReferenceServer server;

  ServerJournal(Trouble trouble) {
    this.trouble = trouble;
  }

  void of(ReferenceServer embedded) {
    server = embedded;
  }

  /** What speaks of the VMs, or comes from them, since then. */
  JournalExcerpt excerpt(Instant since, Collection<String> vmIds) {
    ReferenceServer embedded = server;
    return embedded == null
        ? JournalExcerpt.NONE
        : trouble.guard(
            "the server's journal could not be read",
            JournalExcerpt.NONE,
            () -> excerpt(embedded, since, vmIds));
  }

  private static JournalExcerpt excerpt(
      ReferenceServer server, Instant since, Collection<String> vmIds) {
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

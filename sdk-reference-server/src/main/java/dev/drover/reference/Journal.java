package dev.drover.reference;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Every message in and out with its time and peer, every connect and disconnect, in the order in
 * which the server saw them. Bounded: the newest 10,000 entries, or 32 MiB, are kept.
 */
public interface Journal {

  /** What is kept, oldest first. */
  List<JournalEntry> entries();

  /**
   * Some of what is kept.
   *
   * @param filter which entries are meant
   * @return those, oldest first
   */
  List<JournalEntry> entries(Predicate<? super JournalEntry> filter);

  /**
   * Waits for an entry; one that is there already counts.
   *
   * @param condition which entry is meant; called on the waiting thread
   * @param timeout how long to wait
   * @return the oldest such entry
   * @throws dev.drover.RequestTimeoutException if there was none in time; it lists the newest
   *     entries
   */
  JournalEntry await(Predicate<? super JournalEntry> condition, Duration timeout);

  /** How many entries were dropped because there were too many. */
  long dropped();

  /** Forgets everything so far. */
  void clear();
}

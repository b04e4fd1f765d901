package dev.drover.reference.internal.dashboard;

import dev.drover.reference.JournalEntry;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.http.WebRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which entries are wanted, each part of it optional.
 *
 * @param text in the message, the peer's name or the type; case does not count
 * @param without types that are not wanted
 */
record JournalFilter(
    Optional<JournalEntry.Kind> kind,
    Optional<PeerRole> role,
    Optional<String> text,
    List<String> without)
    implements Predicate<JournalEntry> {

  /**
   * What a request says.
   *
   * @throws IllegalArgumentException if it names what does not exist
   */
  static JournalFilter of(WebRequest request) {
    return new JournalFilter(
        given(request, "kind").map(name -> Names.constant(JournalEntry.Kind.class, name)),
        given(request, "role").map(name -> Names.constant(PeerRole.class, name)),
        given(request, "text").map(text -> text.toLowerCase(Locale.ROOT)),
        request.queries().getOrDefault("without", List.of()));
  }

  private static Optional<String> given(WebRequest request, String name) {
    return request.query(name).filter(value -> !value.isBlank());
  }

  @Override
  public boolean test(JournalEntry entry) {
    return kind.map(k -> k == entry.kind()).orElse(true)
        && role.map(r -> r == entry.peer().role()).orElse(true)
        && !without.contains(entry.type())
        && text.map(wanted -> mentions(entry, wanted)).orElse(true);
  }

  private static boolean mentions(JournalEntry entry, String wanted) {
    return has(entry.peer().name(), wanted)
        || has(entry.type(), wanted)
        || has(entry.text(), wanted);
  }

  private static boolean has(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}

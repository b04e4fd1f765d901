package dev.drover.testing.internal.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.drover.ConnectionException;
import dev.drover.hub.HubClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands on disk, and what a sweep makes of it. */
class LeaseJournalTest {

  private static final URI HUB = URI.create("ws://ada:secret@Hub:1/x/?token=sesame");
  private static final String DEAD = "hub ws%3A%2F%2Fhub%3A1%2Fx\nrun r+1\nowner 7 8\n";

  private final HubClient client = mock(HubClient.class);

  @TempDir Path path = Path.of("");

  @SuppressWarnings("NullAway.Init") // JUnit fills the path first.
  private JournalFolder folder;

  @BeforeEach
  void hubWithLeases() {
    folder = new JournalFolder(path);
    when(client.extensions()).thenReturn(Set.of("drover.v1"));
    when(client.releaseRun(any())).thenReturn(List.of("t"));
  }

  @Test
  void namesWhatIsHeldAndNoSecrets() throws Exception {
    LeaseJournal journal = LeaseJournal.open(folder, HUB, "run 1");
    journal.taking("x y\n");
    journal.taking("z");
    journal.returned("z");

    String text = Files.readString(only());
    JournalText.Left left = JournalText.read(text).orElseThrow();
    assertThat(left.hub()).isEqualTo("ws://hub:1/x");
    assertThat(left.runId()).isEqualTo("run 1");
    assertThat(left.owner()).contains(Owner.thisProcess());
    assertThat(left.held()).containsExactly("x y\n");
    assertThat(text).doesNotContain("secret", "sesame");
    journal.close();
    assertThat(only()).exists();
  }

  @Test
  void goesWhenAllIsGivenBack() throws Exception {
    LeaseJournal journal = LeaseJournal.open(folder, HUB, "run");
    journal.taking("t");
    journal.returned("t");

    journal.close();
    journal.close();

    assertThat(path).isEmptyDirectory();
  }

  @Test
  void aTornLastLineDoesNotCount() {
    assertThat(JournalText.read(DEAD + "take a\ntake b").orElseThrow().held()).containsExactly("a");
    assertThat(JournalText.read(DEAD.substring(0, 30))).isEmpty();
    assertThat(JournalText.read("")).isEmpty();
    assertThat(JournalText.read(DEAD + "back\nlater words\ntake %zz\nowner x y\ntake c\n"))
        .get()
        .extracting(JournalText.Left::held)
        .isEqualTo(Set.of("c"));
  }

  @Test
  void isReadHoweverShortItWasCut() {
    String whole = DEAD + "take a\nback a\n";
    for (int length = 0; length <= whole.length(); length++) {
      JournalText.read(whole.substring(0, length))
          .ifPresent(left -> assertThat(left.runId()).isEqualTo("r 1"));
    }
  }

  @Test
  void aDeadRunIsSweptOnce() throws Exception {
    Files.writeString(path.resolve("7-8-r.journal"), DEAD + "take t\n");

    assertThat(LeaseSweep.sweep(folder, HUB, client)).containsExactly("t");

    verify(client).releaseRun("r 1");
    assertThat(path).isEmptyDirectory();
    assertThat(LeaseSweep.sweep(folder, HUB, client)).isEmpty();
  }

  @Test
  void whatAHubCannotTakeBackNowStays() throws Exception {
    Path dead = Files.writeString(path.resolve("7-8-r.journal"), DEAD + "take t\n");
    when(client.releaseRun(any()))
        .thenThrow(new ConnectionException(ConnectionException.Reason.LOST, "cut", null));

    assertThat(LeaseSweep.sweep(folder, HUB, client)).isEmpty();

    assertThat(dead).exists();
  }

  @Test
  void anotherHubsJournalStaysAndOwnOnesAreNotTouched() throws Exception {
    Path other = Files.writeString(path.resolve("7-8-r.journal"), DEAD + "take t\n");
    LeaseJournal own = LeaseJournal.open(folder, HUB, "own");
    own.taking("mine");

    LeaseSweep.sweep(folder, URI.create("ws://hub:2/x"), client);
    LeaseSweep.sweep(folder, URI.create("ws://hub:2/x"), client);

    verify(client, never()).releaseRun(any());
    assertThat(other).exists();
    own.close();
  }

  @Test
  void liesInTheUsersCache() {
    assertThat(JournalFolder.of(Map.of("XDG_CACHE_HOME", "/c"), "Linux", "/home/ada").path())
        .isEqualTo(Path.of("/c/drover/leases"));
    assertThat(JournalFolder.of(Map.of(), "Mac OS X", "/home/ada").path())
        .isEqualTo(Path.of("/home/ada/Library/Caches/drover/leases"));
    assertThat(JournalFolder.of(Map.of(), "Linux", "?").path())
        .isEqualTo(Path.of(System.getProperty("java.io.tmpdir"), "drover", "leases"));
  }

  private Path only() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.findFirst().orElseThrow();
    }
  }
}

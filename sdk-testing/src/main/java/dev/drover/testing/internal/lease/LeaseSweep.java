package dev.drover.testing.internal.lease;

import dev.drover.DroverException;
import dev.drover.hub.HubClient;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives back what dead runs left at a hub. A run is dead if nobody holds its journal's lock. What
 * cannot be given back now stays for the next sweep.
 */
public final class LeaseSweep {

  private static final Logger LOG = LoggerFactory.getLogger("dev.drover.testing");

  /** Some thousand test cases; more is no journal of ours. */
  private static final long MOST_BYTES = 8 << 20;

  private final String hub;
  private final HubClient client;

  private LeaseSweep(URI hub, HubClient client) {
    this.hub = HubAddress.of(hub);
    this.client = client;
  }

  /**
   * Sweeps. Never throws: a run must not fail for what another one left.
   *
   * @param folder where the journals lie
   * @param hub the hub's address; journals of other hubs stay as they are
   * @param client connected to that hub
   * @return the test cases whose VMs the hub took back
   */
  public static List<String> sweep(JournalFolder folder, URI hub, HubClient client) {
    LeaseSweep sweep = new LeaseSweep(hub, client);
    List<String> released = new ArrayList<>();
    try {
      for (Path journal : folder.filesOfOthers()) {
        released.addAll(sweep.sweep(journal));
      }
    } catch (IOException e) {
      LOG.debug("the journals in {} cannot be listed", folder.path(), e);
    }
    return released;
  }

  private List<String> sweep(Path journal) {
    try (FileChannel channel =
            FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null ? List.of() : sweepDead(journal, channel);
    } catch (OverlappingFileLockException e) {
      return List.of(); // Another class loader's run in this process, or its sweep.
    } catch (IOException | DroverException e) {
      LOG.debug("the journal {} stays for the next sweep", journal, e);
      return List.of();
    }
  }

  private List<String> sweepDead(Path journal, FileChannel channel) throws IOException {
    Optional<JournalText.Left> left = JournalText.read(read(channel));
    if (left.isPresent() && !left.get().hub().equals(hub)) {
      return List.of();
    }
    List<String> released = List.of();
    // Without a run's id in it, its process was killed before it asked for anything.
    if (left.isPresent() && !left.get().held().isEmpty() && !client.extensions().isEmpty()) {
      released = client.releaseRun(left.get().runId());
      LOG.info(
          "The run {} ({}) was killed; given back for it: {}",
          left.get().runId(),
          left.get().owner().map(Owner::pid).orElse(0L),
          released);
    }
    Files.deleteIfExists(journal);
    return released;
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), MOST_BYTES));
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}

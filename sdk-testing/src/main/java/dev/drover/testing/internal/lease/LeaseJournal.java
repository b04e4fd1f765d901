package dev.drover.testing.internal.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * What a run has of a hub, on disk, so that the next run can give it back if this one is killed.
 * The file is locked as long as the run lives; the lock goes with the process, however that ends.
 * Safe for any number of threads.
 */
public final class LeaseJournal implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;
  private final Set<String> held = new HashSet<>();
  private boolean closed;

  private LeaseJournal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Begins a run's journal.
   *
   * @param folder where it lies
   * @param hub the hub's address; secrets in it are left out
   * @param runId the run, of which there is one
   * @return the journal, locked
   * @throws UncheckedIOException if it cannot be written there
   */
  public static LeaseJournal open(JournalFolder folder, URI hub, String runId) {
    try {
      Files.createDirectories(folder.path());
      Path file = folder.fileOf(runId);
      LeaseJournal journal = new LeaseJournal(file, locked(file));
      Owner owner = Owner.thisProcess();
      journal.append(
          JournalText.line("hub", HubAddress.of(hub))
              + JournalText.line("run", runId)
              + JournalText.line(
                  "owner", String.valueOf(owner.pid()), String.valueOf(owner.startMillis())));
      return journal;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the journal of the run %s cannot be written in %s: %s"
              .formatted(runId, folder.path(), e.getMessage()),
          e);
    }
  }

  /** A sweep may have found the new file before it was locked, and deleted it as nobody's. */
  private static FileChannel locked(Path file) throws IOException {
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.lock();
        if (lock.isValid() && Files.exists(file)) {
          return channel;
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      channel.close();
    }
  }

  /**
   * Notes a test case before its VM is asked for.
   *
   * @param testCaseId the test case
   * @throws UncheckedIOException if that cannot be written
   */
  public synchronized void taking(String testCaseId) {
    if (!closed && held.add(testCaseId)) {
      note("take", testCaseId);
    }
  }

  /**
   * Notes that the hub has a test case's VM back, or never gave one.
   *
   * @param testCaseId the test case
   * @throws UncheckedIOException if that cannot be written
   */
  public synchronized void returned(String testCaseId) {
    if (!closed && held.remove(testCaseId)) {
      note("back", testCaseId);
    }
  }

  private void note(String what, String testCaseId) {
    try {
      append(JournalText.line(what, testCaseId));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "'%s %s' cannot be written to %s: %s".formatted(what, testCaseId, file, e.getMessage()),
          e);
    }
  }

  private void append(String lines) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Ends the journal; the file stays only if something was not given back. Idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (channel) {
      if (held.isEmpty()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the journal %s cannot be closed".formatted(file), e);
    }
  }

  /** One line: the file, and how many test cases have VMs. */
  @Override
  public synchronized String toString() {
    return "LeaseJournal[%s, %d held]".formatted(file, held.size());
  }
}

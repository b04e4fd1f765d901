package dev.drover.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** This machine's name. */
final class HostName {

  private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private static @Nullable String found;

  private HostName() {}

  /** The name, looked up once; {@code unknown} if there is none. */
  static synchronized String get() {
    if (found == null) {
      found = find();
    }
    return found;
  }

  /** Java's own way may ask a name server, and wait for it; so that comes last. */
  private static String find() {
    try {
      if (Files.isReadable(LINUX_HOST_NAME)) {
        return Files.readString(LINUX_HOST_NAME).strip();
      }
      String windows = System.getenv("COMPUTERNAME");
      return windows != null ? windows : InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "unknown"; // A machine may have no name; that is no reason not to answer.
    }
  }
}

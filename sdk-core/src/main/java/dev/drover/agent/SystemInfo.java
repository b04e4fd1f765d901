package dev.drover.agent;

import dev.drover.internal.wire.HubMessage.StatusResponse;
import dev.drover.internal.wire.HubMessage.SystemInfoResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a VM tells about itself ({@code vm-agent-messages.md}, "Status Request"). */
final class SystemInfo {

  private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private final long startNanos = System.nanoTime();
  private final Path workingDirectory;
  private @Nullable String hostName;

  SystemInfo(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  StatusResponse status(ReplyTo to, int active) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("status", active > 0 ? "running" : "idle");
    metadata.put("active_processes", active);
    metadata.put("system_info", fields());
    metadata.put("uptime", uptime());
    metadata.put("timestamp", AgentMessages.timestamp());
    return new StatusResponse(to.vmId(), "VM status update", metadata, to.requestId());
  }

  SystemInfoResponse info(ReplyTo to) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("system_info", fields());
    metadata.put("uptime", uptime());
    metadata.put("timestamp", AgentMessages.timestamp());
    return new SystemInfoResponse(to.vmId(), "System information", metadata, to.requestId());
  }

  private Map<String, Object> fields() {
    String system = System.getProperty("os.name");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("hostname", hostName());
    fields.put("system", system);
    fields.put(
        "platform",
        system + "-" + System.getProperty("os.version") + "-" + System.getProperty("os.arch"));
    fields.put("java_version", Runtime.version().toString());
    fields.put("working_directory", workingDirectory.toString());
    return fields;
  }

  private double uptime() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private synchronized String hostName() {
    if (hostName == null) {
      hostName = findHostName();
    }
    return hostName;
  }

  /** Java's own way may ask a name server, and wait for it; so that comes last. */
  private static String findHostName() {
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

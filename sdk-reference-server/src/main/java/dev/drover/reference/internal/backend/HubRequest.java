package dev.drover.reference.internal.backend;

import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.BackendMessage.RequestMetadata;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.Metadata;
import dev.drover.internal.wire.WireCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a VM through the hub.
 *
 * @param message with any request id
 */
public record HubRequest(HubMessage message) implements VmRequest {

  /** Asks for a command's output from a piece on, then its end. */
  public static HubRequest attach(String vmId, String commandId, long fromSeq) {
    return new HubRequest(new HubMessage.Attach(vmId, commandId, fromSeq, null));
  }

  @Override
  public HubMessage forHub(String vmId, String requestId) {
    if (message instanceof HubMessage.Command m) {
      return new HubMessage.Command(
          vmId,
          m.command(),
          requestId,
          m.commandId(),
          m.timeout(),
          m.env(),
          m.workingDirectory(),
          m.pty(),
          m.columns(),
          m.rows());
    } else if (message instanceof HubMessage.ScreenshotRequest m) {
      return new HubMessage.ScreenshotRequest(vmId, m.fullPage(), requestId);
    } else if (message instanceof HubMessage.Attach m) {
      return new HubMessage.Attach(vmId, m.commandId(), m.fromSeq(), requestId);
    } else if (message instanceof HubMessage.StopCommand m) {
      return new HubMessage.StopCommand(vmId, m.message(), m.metadata(), requestId);
    } else if (message instanceof HubMessage.SendInput m) {
      return new HubMessage.SendInput(vmId, m.message(), m.metadata(), m.eof(), requestId);
    } else if (message instanceof HubMessage.Ping m) {
      return new HubMessage.Ping(vmId, m.message(), requestId);
    } else if (message instanceof HubMessage.StatusRequest m) {
      return new HubMessage.StatusRequest(vmId, m.message(), requestId);
    } else if (message instanceof HubMessage.SystemInfoRequest m) {
      return new HubMessage.SystemInfoRequest(vmId, m.message(), requestId);
    }
    throw noRequest();
  }

  @Override
  public byte[] forBackend(String requestId) {
    return WireCodec.BACKEND.encode(translated(requestId));
  }

  private BackendMessage translated(String id) {
    if (message instanceof HubMessage.Command m) {
      return new BackendMessage.Command(m.command(), metadata(m), id, null, null);
    } else if (message instanceof HubMessage.ScreenshotRequest m) {
      return new BackendMessage.Screenshot("screenshot", metadata(null, null, m.fullPage()), id);
    } else if (message instanceof HubMessage.Attach m) {
      RequestMetadata metadata =
          new RequestMetadata(
              m.commandId(), null, null, null, null, null, null, null, m.fromSeq(), null);
      return new BackendMessage.Attach("attach", metadata, id);
    } else if (message instanceof HubMessage.StopCommand m) {
      String commandId = commandId(m.metadata(), m.message());
      return new BackendMessage.StopCommand(commandId, metadata(commandId, null, null), id);
    } else if (message instanceof HubMessage.SendInput m) {
      RequestMetadata metadata = metadata(commandId(m.metadata(), null), m.eof(), null);
      return new BackendMessage.SendInput(m.message() == null ? "" : m.message(), metadata, id);
    } else if (message instanceof HubMessage.Ping m) {
      return new BackendMessage.Ping(or(m.message(), "ping"), Map.of(), id);
    } else if (message instanceof HubMessage.StatusRequest m) {
      return new BackendMessage.StatusRequest(or(m.message(), "status"), Map.of(), id);
    } else if (message instanceof HubMessage.SystemInfoRequest m) {
      return new BackendMessage.SystemInfoRequest(or(m.message(), "get system info"), Map.of(), id);
    }
    throw noRequest();
  }

  private static RequestMetadata metadata(HubMessage.Command m) {
    return new RequestMetadata(
        m.commandId(),
        m.timeout(),
        m.env(),
        m.workingDirectory(),
        m.pty(),
        m.columns(),
        m.rows(),
        null,
        null,
        null);
  }

  private static RequestMetadata metadata(
      @Nullable String commandId, @Nullable Boolean eof, @Nullable Boolean fullPage) {
    return new RequestMetadata(commandId, null, null, null, null, null, null, eof, null, fullPage);
  }

  private static @Nullable String commandId(
      @Nullable Metadata metadata, @Nullable String otherwise) {
    return metadata == null || metadata.commandId() == null ? otherwise : metadata.commandId();
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private IllegalArgumentException noRequest() {
    return new IllegalArgumentException("no request to a VM: " + message.type());
  }
}

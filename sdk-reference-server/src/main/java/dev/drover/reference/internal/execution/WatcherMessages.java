package dev.drover.reference.internal.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.ErrorCodes;
import dev.drover.internal.wire.ExecutionMessage;
import dev.drover.internal.wire.ExecutionMessage.Ack;
import dev.drover.internal.wire.ExecutionMessage.Ping;
import dev.drover.internal.wire.ExecutionMessage.StartPreview;
import dev.drover.internal.wire.ExecutionMessage.StopPreview;
import dev.drover.internal.wire.ExecutionMessage.SubscribeDevice;
import dev.drover.internal.wire.ExecutionMessage.UnsubscribeDevice;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.screen.Quality;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one watcher asks for. What cannot be done is answered with an error; nothing else is. */
final class WatcherMessages {

  private static final int MAX_PREVIEWS = 5;

  /** An array is a way to save frames, not to flood. */
  private static final int MAX_IN_ARRAY = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final LiveExecution execution;
  private final Watcher watcher;

  WatcherMessages(LiveExecution execution, Watcher watcher) {
    this.execution = execution;
    this.watcher = watcher;
  }

  /** One text message: a message, or an array of them. */
  void handle(byte[] utf8) {
    if (!isArray(utf8)) {
      one(utf8);
      return;
    }
    try {
      JsonNode all = JSON.readTree(utf8);
      if (all.size() > MAX_IN_ARRAY) {
        refuse(
            ErrorCodes.BAD_MESSAGE,
            "an array of messages holds at most " + MAX_IN_ARRAY + " of them",
            null);
        return;
      }
      for (JsonNode element : all) {
        one(JSON.writeValueAsBytes(element));
      }
    } catch (IOException | StackOverflowError e) {
      refuse(ErrorCodes.BAD_MESSAGE, "malformed message: not a JSON array", null);
    }
  }

  private static boolean isArray(byte[] utf8) {
    for (byte b : utf8) {
      if (!Character.isWhitespace(b)) {
        return b == '[';
      }
    }
    return false;
  }

  private void one(byte[] json) {
    try {
      dispatch(WireCodec.EXECUTION.decode(json));
    } catch (MalformedMessageException e) {
      refuse(ErrorCodes.BAD_MESSAGE, String.valueOf(e.getMessage()), null);
    }
  }

  private void dispatch(ExecutionMessage message) {
    if (message instanceof SubscribeDevice m) {
      Device device = device(m.deviceId(), message);
      if (device != null) {
        watcher.subscribe(device);
      }
    } else if (message instanceof UnsubscribeDevice m) {
      Device device = device(m.deviceId(), message);
      if (device != null) {
        watcher.unsubscribe(device);
      }
    } else if (message instanceof StartPreview m) {
      startPreview(m);
    } else if (message instanceof StopPreview m) {
      stopPreview(m);
    } else if (message instanceof Ack m) {
      acknowledge(m);
    } else if (!(message instanceof Ping)) {
      String reason = "'%s' is nothing that can be asked for here".formatted(message.type());
      refuse(ErrorCodes.UNKNOWN_TYPE, reason, null);
    }
  }

  private @Nullable Device device(@Nullable String id, ExecutionMessage message) {
    if (id == null) {
      refuse(ErrorCodes.BAD_MESSAGE, message.type() + " needs a device_id", null);
      return null;
    }
    Device device = execution.deviceOrNull(id);
    if (device == null) {
      refuse(Codes.DEVICE_NOT_FOUND, "the execution has no device '%s'".formatted(id), id);
    }
    return device;
  }

  private void startPreview(StartPreview message) {
    String id = message.deviceId();
    if (id == null) {
      refuse(ErrorCodes.BAD_MESSAGE, "start_preview needs a device_id", null);
      return;
    }
    Device device = execution.deviceOrNull(id);
    String problem = device == null ? "the execution has no such device" : problem(device);
    if (device == null || problem != null) {
      unavailable(id, String.valueOf(problem));
      return;
    }
    watcher
        .previews()
        .computeIfAbsent(device, d -> new Preview(watcher, d, reason -> unavailable(id, reason)))
        .run(Quality.named(message.quality()));
  }

  private @Nullable String problem(Device device) {
    if (execution.hasEnded()) {
      return "the execution has ended";
    }
    if (!device.isConnected()) {
      return "the device is disconnected";
    }
    if (!device.hasScreen()) {
      return "the device shows nothing";
    }
    if (!watcher.previews().containsKey(device) && watcher.previews().size() >= MAX_PREVIEWS) {
      return "a connection may hold %d previews; stop one, or open another connection"
          .formatted(MAX_PREVIEWS);
    }
    return null;
  }

  private void unavailable(String deviceId, String reason) {
    refuse(
        Codes.PREVIEW_UNAVAILABLE,
        "Cannot start live preview for device %s: %s".formatted(deviceId, reason),
        deviceId);
  }

  private void stopPreview(StopPreview message) {
    Device device = device(message.deviceId(), message);
    Preview preview = device == null ? null : watcher.previews().remove(device);
    if (preview != null) {
      preview.stop();
    }
  }

  private void acknowledge(Ack message) {
    if (message.messageId() == null) {
      refuse(ErrorCodes.BAD_MESSAGE, "ack needs a message_id", null);
    } else {
      watcher.acknowledge(message.messageId());
    }
  }

  void refuse(String code, String reason, @Nullable String deviceId) {
    execution.refuse(watcher, code, reason, deviceId);
  }
}

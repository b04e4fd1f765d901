package dev.drover.internal.socketio;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.List;

/** Puts a placeholder where bytes stand, and the bytes aside. */
final class AttachmentSerializer extends StdSerializer<byte[]> {

  private static final long serialVersionUID = 1L;

  /** The attribute under which the bytes are collected. */
  static final String ATTACHMENTS = "drover.attachments";

  private AttachmentSerializer() {
    super(byte[].class);
  }

  static Module module() {
    return new SimpleModule("drover", Version.unknownVersion())
        .addSerializer(byte[].class, new AttachmentSerializer());
  }

  @Override
  @SuppressWarnings("unchecked") // Arguments puts it there.
  public void serialize(byte[] bytes, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    List<byte[]> attachments = (List<byte[]>) provider.getAttribute(ATTACHMENTS);
    out.writeStartObject();
    out.writeBooleanField("_placeholder", true);
    out.writeNumberField("num", attachments.size());
    out.writeEndObject();
    attachments.add(bytes);
  }
}

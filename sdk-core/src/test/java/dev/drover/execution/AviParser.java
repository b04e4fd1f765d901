package dev.drover.execution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads AVI files by their specification, as strict players do: nothing outside a list counts. */
final class AviParser {

  final List<byte[]> frames = new ArrayList<>();
  final List<String> chunks = new ArrayList<>();
  int width;
  int height;
  int countedFrames;
  int allFrames;
  int framesInFirstPart;
  double framesPerSecond;
  String compression = "";
  int indexEntries;

  private final ByteBuffer file;

  private AviParser(byte[] bytes) {
    this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static AviParser parse(Path path) {
    try {
      AviParser parser = new AviParser(Files.readAllBytes(path));
      parser.parts();
      return parser;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One RIFF after the other; what follows the last was being written when the writer died. */
  private void parts() {
    while (file.remaining() > 12 && file.getInt(file.position()) == 0x46464952) {
      String id = fourLetters();
      int size = file.getInt();
      int end = file.position() + size;
      if (end > file.limit()) {
        throw new AssertionError(id + " claims to end at " + end + " of " + file.limit());
      }
      chunks.add("RIFF " + fourLetters());
      chunks(end);
      file.position(end);
    }
  }

  private void chunks(int end) {
    while (file.position() < end) {
      String id = fourLetters();
      int size = file.getInt();
      int next = file.position() + size + (size & 1);
      if (file.position() + size > end) {
        throw new AssertionError(id + " is larger than what it lies in");
      }
      if (id.equals("LIST")) {
        chunks.add("LIST " + fourLetters());
        chunks(file.position() - 4 + size);
      } else {
        chunk(id, size);
      }
      file.position(Math.min(next, file.limit()));
    }
  }

  private void chunk(String id, int size) {
    int at = file.position();
    switch (id) {
      case "avih" -> {
        framesInFirstPart = file.getInt(at + 16);
        width = file.getInt(at + 32);
        height = file.getInt(at + 36);
      }
      case "strh" -> {
        framesPerSecond = file.getInt(at + 24) / (double) file.getInt(at + 20);
        countedFrames = file.getInt(at + 32);
      }
      case "strf" -> {
        byte[] letters = new byte[4];
        file.get(at + 16, letters);
        compression = new String(letters, StandardCharsets.US_ASCII);
      }
      case "dmlh" -> allFrames = file.getInt(at);
      case "00dc" -> {
        byte[] frame = new byte[size];
        file.get(at, frame);
        frames.add(frame);
      }
      case "idx1" -> checkIndex(at, size / 16);
      default -> throw new AssertionError("unexpected chunk " + id);
    }
    if (!id.equals("00dc")) {
      chunks.add(id);
    }
  }

  /** Each entry leads to a frame. */
  private void checkIndex(int at, int entries) {
    indexEntries = entries;
    for (int i = 0; i < entries; i++) {
      int entry = at + 16 * i;
      int offset = AviHeader.MOVI + file.getInt(entry + 8);
      if (file.getInt(entry) != file.getInt(offset)
          || file.getInt(entry + 12) != file.getInt(offset + 4)) {
        throw new AssertionError("entry " + i + " of the index leads astray");
      }
    }
  }

  private String fourLetters() {
    byte[] letters = new byte[4];
    file.get(letters);
    return new String(letters, StandardCharsets.US_ASCII);
  }
}

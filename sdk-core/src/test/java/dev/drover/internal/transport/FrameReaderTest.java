package dev.drover.internal.transport;

import static dev.drover.internal.transport.ServerFrames.FIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.java_websocket.exceptions.InvalidDataException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

  private final FrameReader reader = new FrameReader(1 << 20);

  @RepeatedTest(20)
  void howTheBytesArriveMakesNoDifference() throws Exception {
    Random random = new Random();
    List<String> sent = new ArrayList<>();
    byte[] stream = stream(random, sent);

    List<String> received = new ArrayList<>();
    int from = 0;
    while (from < stream.length) {
      int count = Math.min(stream.length - from, 1 + random.nextInt(random.nextInt(5000) + 1));
      ByteBuffer piece = ByteBuffer.wrap(stream, from, count);
      InboundFrame frame;
      while ((frame = reader.next(piece)) != null) {
        received.add(frame.opcode() + " " + new String(frame.payload(), UTF_8));
      }
      assertThat(piece.hasRemaining()).isFalse();
      from += count;
    }

    assertThat(received).isEqualTo(sent);
  }

  @RepeatedTest(20)
  void neitherDoesWhatIsReadInPlace() throws Exception {
    Random random = new Random();
    List<String> sent = new ArrayList<>();
    InputStream in = new Trickle(stream(random, sent), random);

    List<String> received = new ArrayList<>();
    byte[] buffer = new byte[1000];
    while (true) {
      int inPlace = reader.readInPlace(in);
      int count = inPlace == 0 ? in.read(buffer) : inPlace;
      if (count < 0) {
        break;
      }
      ByteBuffer piece = ByteBuffer.wrap(buffer, 0, inPlace == 0 ? count : 0);
      InboundFrame frame;
      while ((frame = reader.next(piece)) != null) {
        received.add(frame.opcode() + " " + new String(frame.payload(), UTF_8));
      }
    }

    assertThat(received).isEqualTo(sent);
  }

  @Test
  void aStreamThatEndsWithinAFrameIsAtItsEnd() throws Exception {
    reader.next(ByteBuffer.wrap(ServerFrames.header(FIN | FrameReader.TEXT, 100_000)));

    assertThat(reader.readInPlace(InputStream.nullInputStream())).isEqualTo(-1);
  }

  @Test
  void consumesNothingOfTheNextFrame() throws Exception {
    ByteBuffer both =
        ByteBuffer.wrap(ServerFrames.concat(ServerFrames.text("one"), ServerFrames.text("two")));

    InboundFrame first = reader.next(both);

    assertThat(first).isNotNull();
    assertThat(both.remaining()).isEqualTo(5);
  }

  @Test
  void anAnnouncedGiantIsRefusedBeforeAnythingIsAllocated() {
    FrameReader boundless = new FrameReader(Integer.MAX_VALUE);
    ByteBuffer header = ByteBuffer.wrap(ServerFrames.header(FIN | 2, 1L << 31));

    assertThatThrownBy(() -> boundless.next(header))
        .isInstanceOfSatisfying(
            InvalidDataException.class, e -> assertThat(e.getCloseCode()).isEqualTo(1009));
  }

  @Test
  void emptyContinuationsCostNothing() throws Exception {
    reader.next(ByteBuffer.wrap(ServerFrames.frame(FrameReader.TEXT, "x")));
    byte[] empty = ServerFrames.frame(FrameReader.CONTINUATION, "");
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(reader.next(ByteBuffer.wrap(empty)) == null).isTrue();
    }

    InboundFrame message = reader.next(ByteBuffer.wrap(ServerFrames.frame(FIN, "y")));

    assertThat(Objects.requireNonNull(message).payload()).containsExactly('x', 'y');
  }

  private static byte[] stream(Random random, List<String> sent) {
    List<byte[]> frames = new ArrayList<>();
    for (int message = 0; message < 30; message++) {
      int fragments = random.nextInt(4) + 1;
      int opcode = random.nextBoolean() ? FrameReader.TEXT : FrameReader.BINARY;
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < fragments; i++) {
        String part = "ab".repeat(random.nextInt(random.nextInt(10) == 0 ? 40_000 : 100));
        text.append(part);
        int fin = i == fragments - 1 ? FIN : 0;
        frames.add(ServerFrames.frame(fin | (i == 0 ? opcode : 0), part));
        if (fin == 0 && random.nextBoolean()) {
          frames.add(ServerFrames.frame(FIN | FrameReader.PING, "between"));
          sent.add("9 between");
        }
      }
      sent.add(opcode + " " + text);
    }
    return ServerFrames.concat(frames.toArray(new byte[0][]));
  }

  /** Some bytes at a time, as sockets have them. */
  private static final class Trickle extends ByteArrayInputStream {
    private final Random random;

    Trickle(byte[] bytes, Random random) {
      super(bytes);
      this.random = random;
    }

    @Override
    public synchronized int read(byte[] into, int from, int length) {
      return super.read(into, from, Math.min(length, 1 + random.nextInt(30_000)));
    }
  }
}

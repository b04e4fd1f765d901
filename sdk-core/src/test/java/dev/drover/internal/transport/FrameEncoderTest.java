package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {

  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private final List<Integer> writes = new ArrayList<>();
  private final FrameEncoder encoder = new FrameEncoder(new CountingStream());
  private final Random random = new Random(3);

  @Test
  void framesOfAllSizesInAnyOrder() throws Exception {
    List<byte[]> sent = new ArrayList<>();
    IntStream.concat(
            IntStream.range(0, 400), IntStream.iterate(65_500, i -> i < 65_600, i -> i + 1))
        .forEach(size -> sent.add(bytes(size)));
    IntStream.range(0, 200).forEach(i -> sent.add(bytes(random.nextInt(150_000))));
    Collections.shuffle(sent, random);

    for (byte[] payload : sent) {
      encoder.add(FrameReader.TEXT, payload);
      if (random.nextInt(5) == 0) {
        encoder.flush();
      }
    }
    encoder.flush();

    DataInputStream in = new DataInputStream(new ByteArrayInputStream(wire.toByteArray()));
    for (byte[] payload : sent) {
      ClientFrame frame = ClientFrame.read(in);
      assertThat(frame.masked && frame.fin && frame.opcode == FrameReader.TEXT).isTrue();
      assertThat(frame.payload).isEqualTo(payload);
    }
    assertThat(in.available()).isZero();
  }

  @Test
  void smallFramesShareAWrite() throws Exception {
    for (int i = 0; i < 100; i++) {
      encoder.add(FrameReader.TEXT, bytes(200));
    }
    encoder.flush();

    assertThat(writes).hasSize(1);
  }

  @Test
  void aLargeFrameNeedsNoSecondCopyOfItself() throws Exception {
    encoder.add(FrameReader.TEXT, bytes(1 << 20));
    encoder.flush();

    assertThat(writes)
        .allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(FrameEncoder.BUFFER_BYTES));
    assertThat(wire.size()).isEqualTo(FrameEncoder.sizeOf(1 << 20));
  }

  @Test
  void anEncodedFrameKeepsItsPlace() throws Exception {
    encoder.add(FrameReader.TEXT, bytes(65_530));
    encoder.addEncoded(FrameEncoder.encode(FrameReader.PONG, bytes(125)));
    encoder.add(FrameReader.TEXT, bytes(3));
    encoder.flush();

    DataInputStream in = new DataInputStream(new ByteArrayInputStream(wire.toByteArray()));
    assertThat(ClientFrame.read(in).payload).hasSize(65_530);
    assertThat(ClientFrame.read(in).opcode).isEqualTo(FrameReader.PONG);
    assertThat(ClientFrame.read(in).payload).hasSize(3);
  }

  @Test
  void eachFrameHasAKeyOfItsOwn() {
    byte[] zeros = new byte[8];

    assertThat(IntStream.range(0, 1000).mapToObj(i -> FrameEncoder.encode(1, zeros)))
        .doesNotHaveDuplicates();
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private final class CountingStream extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("a byte alone");
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      writes.add(count);
      wire.write(bytes, from, count);
    }
  }
}

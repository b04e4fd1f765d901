package dev.drover.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithLength;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a message or malformed, and what could be read can be written and read again. */
class WireCodecFuzzTest {

  static Stream<byte[]> goldenFrames() throws Exception {
    return GoldenFrames.HUB.names().map(GoldenFrames.HUB::read);
  }

  @MethodSource("goldenFrames")
  @FuzzTest(maxDuration = "60s")
  void neverFailsOtherwise(byte @NotNull @WithLength(max = 4096) [] frame) throws Exception {
    HubMessage message;
    try {
      message = WireCodec.HUB.decode(frame);
    } catch (MalformedMessageException e) {
      assertThat(e).hasMessageStartingWith("malformed message: ");
      return;
    }
    if (!(message instanceof HubMessage.Unknown)) {
      byte[] written = WireCodec.HUB.encode(message);
      assertThat(WireCodec.HUB.encode(WireCodec.HUB.decode(written))).isEqualTo(written);
    }
  }
}

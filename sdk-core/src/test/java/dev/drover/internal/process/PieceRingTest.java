package dev.drover.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PieceRingTest {

  @Test
  void keepsTheNewestPieces() {
    PieceRing ring = new PieceRing(10);

    add(ring, "abcd", false);
    add(ring, "efgh", true);
    ring.dropOldest();
    add(ring, "ijkl", false);

    assertThat(ring.first()).isEqualTo(1);
    assertThat(ring.next()).isEqualTo(3);
    assertThat(ring.get(1)).isEqualTo(new OutputPiece(1, true, "efgh", false));
    assertThat(ring.get(2)).isEqualTo(new OutputPiece(2, false, "ijkl", false));
    assertThat(ring.hasRoomFor(2)).isTrue();
    assertThat(ring.hasRoomFor(3)).isFalse();
  }

  @Test
  void aTailBeginsWithAWholeCharacter() {
    PieceRing ring = new PieceRing(100);
    add(ring, "a🐑é", false);

    assertThat(ring.tail(2)).isEqualTo("é");
    assertThat(ring.tail(3)).isEqualTo("é");
    assertThat(ring.tail(6)).isEqualTo("🐑é");
    assertThat(ring.tail(100)).isEqualTo("a🐑é");
    assertThat(new PieceRing(10).tail(5)).isEmpty();
  }

  @Test
  void aTailCanBeThatOfLaterPiecesOrOfOneStream() {
    PieceRing ring = new PieceRing(100);
    add(ring, "one ", false);
    add(ring, "two ", true);
    add(ring, "three ", false);
    add(ring, "four", true);

    assertThat(ring.tail(0, 100)).isEqualTo("one two three four");
    assertThat(ring.tail(2, 100)).isEqualTo("three four");
    assertThat(ring.tail(2, 4)).isEqualTo("four");
    assertThat(ring.tail(4, 100)).isEmpty();
    assertThat(ring.tail(9, 100)).isEmpty();
    assertThat(ring.tail(0, 100, false)).isEqualTo("one three ");
    assertThat(ring.tail(1, 100, false)).isEqualTo("three ");
    assertThat(ring.tail(0, 3, true)).isEqualTo("four");
  }

  @Test
  void agreesWithASimplerModel() {
    Random random = new Random(42);
    PieceRing ring = new PieceRing(5000);
    Deque<OutputPiece> model = new ArrayDeque<>();
    for (int i = 0; i < 20_000; i++) {
      String text = "é".repeat(random.nextInt(200)) + i;
      while (!ring.hasRoomFor(bytes(text).length)) {
        ring.dropOldest();
        model.remove();
      }
      boolean stderr = random.nextBoolean();
      model.add(new OutputPiece(add(ring, text, stderr), stderr, text, false));
      assertThat(ring.get(ring.first())).isEqualTo(model.peekFirst());
      assertThat(ring.get(ring.next() - 1)).isEqualTo(model.peekLast());
    }
    StringBuilder all = new StringBuilder();
    model.forEach(piece -> all.append(piece.text()));
    assertThat(ring.tail(5000)).isEqualTo(all.toString());
  }

  private static long add(PieceRing ring, String text, boolean stderr) {
    byte[] bytes = bytes(text);
    ring.add(stderr, bytes, 0, bytes.length);
    return ring.next() - 1;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

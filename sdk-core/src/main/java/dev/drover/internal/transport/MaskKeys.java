package dev.drover.internal.transport;

import java.security.SecureRandom;

/**
 * Keys that a peer cannot predict (RFC 6455, section 5.3). Drawn in batches: one at a time would
 * cost more than the rest of a small frame.
 */
final class MaskKeys {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] BATCH = new byte[4096];
  private static int used = BATCH.length;

  private MaskKeys() {}

  static synchronized int next() {
    if (used == BATCH.length) {
      RANDOM.nextBytes(BATCH);
      used = 0;
    }
    int key = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      key = key << 8 | (BATCH[used++] & 0xff);
    }
    return key;
  }
}

package dev.drover.execution;

import java.util.Locale;

/** How fine a preview's pictures are, at the price of their size. */
public enum PreviewQuality {
  /** Small pictures. */
  LOW,
  /** What servers send when nothing else is asked for. */
  MEDIUM,
  /** Fine pictures. */
  HIGH;

  /** As it is written in {@code start_preview}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

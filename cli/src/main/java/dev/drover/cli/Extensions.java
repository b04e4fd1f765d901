package dev.drover.cli;

import dev.drover.hub.HubClient;

/** What the hub can do beyond {@code hub.md}. */
final class Extensions {

  private Extensions() {}

  /**
   * Waits until it is known what the hub offers. It says so after the registration and in order, so
   * that any answer comes later; every hub answers this question.
   */
  static void settle(HubClient client) {
    client.listVms();
  }
}

/** What the test framework adapters share: where the hub is, and a VM for each test. */
module dev.drover.testing {
  requires transitive dev.drover;
  requires transitive dev.drover.reference.server;
  requires org.slf4j;
  requires static org.jspecify;

  exports dev.drover.testing;
}

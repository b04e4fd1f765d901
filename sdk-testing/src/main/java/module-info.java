/** What the test framework adapters share: where the hub is, and a VM for each test. */
module dev.drover.testing {
  requires transitive dev.drover;
  requires transitive dev.drover.reference.server;
  requires org.slf4j;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;

  exports dev.drover.testing;
  exports dev.drover.testing.fixture;
  exports dev.drover.testing.junit to
      dev.drover.junit,
      org.junit.platform.commons;

  uses dev.drover.testing.junit.JUnitAdapter;
}

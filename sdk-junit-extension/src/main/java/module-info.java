/** The adapter for JUnit Jupiter. */
module dev.drover.junit {
  requires transitive dev.drover.testing;
  requires transitive org.junit.jupiter.api;
  requires org.slf4j;
  requires static org.jspecify;

  exports dev.drover.junit;

  provides dev.drover.testing.junit.JUnitAdapter with
      dev.drover.junit.DroverExtension;
}

/** The adapter for TestNG. */
module dev.drover.testng {
  requires transitive dev.drover.testing;
  requires transitive org.testng;
  requires org.slf4j;
  requires static org.jspecify;

  exports dev.drover.testng;

  provides org.testng.ITestNGListener with
      dev.drover.testng.DroverListener;
}

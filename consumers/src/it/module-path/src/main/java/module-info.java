/** A suite that is a module. */
open module consumer {
  requires dev.drover;
  requires dev.drover.junit;
  requires org.junit.jupiter.api;
}

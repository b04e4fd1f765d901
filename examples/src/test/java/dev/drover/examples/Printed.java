package dev.drover.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a program prints. */
final class Printed {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  final PrintStream out = new PrintStream(bytes, true, UTF_8);

  /** A program that prints. */
  @FunctionalInterface
  interface Program {
    void run(PrintStream out) throws Exception;
  }

  static String by(Program program) throws Exception {
    Printed printed = new Printed();
    program.run(printed.out);
    return printed.toString();
  }

  @Override
  public String toString() {
    return bytes.toString(UTF_8);
  }
}

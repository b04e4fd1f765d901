package dev.drover.runner;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a file is called, so that the program that reads it knows what it is. */
final class CodeFile {

  private static final Pattern MODULE =
      Pattern.compile("(?m)^\\s*(import\\b(?!\\s*\\()|export\\b)");

  private CodeFile() {}

  /** For a command that runs it. */
  static String forCommand(String command, String code) {
    String line = command.toLowerCase(Locale.ROOT);
    if (line.contains("playwright")) {
      return "test.spec.ts";
    }
    String program = line.strip().replaceAll("\\s.*|\\.exe\\s.*", "").replaceAll(".*[/\\\\]", "");
    return switch (program) {
      case "node" -> MODULE.matcher(code).find() ? "code.mjs" : "code.cjs";
      case "java" -> "Main.java";
      case "python", "python3" -> "code.py";
      case "sh", "bash" -> "code.sh";
      case "deno", "bun", "tsx", "ts-node" -> "code.ts";
      default -> "code";
    };
  }

  /** For a recording's result. */
  static String forLanguage(String language) {
    return switch (language.toLowerCase(Locale.ROOT)) {
      case "", "typescript", "playwright-test" -> "recording.spec.ts";
      case "javascript" -> "recording.js";
      case "python", "python-pytest", "python-async" -> "recording.py";
      case "java", "java-junit" -> "Recording.java";
      case "csharp" -> "Recording.cs";
      default -> "recording";
    };
  }
}

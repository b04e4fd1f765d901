package dev.drover.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Java from a document, made a compilation unit.
 *
 * @param fence where it comes from
 * @param name the class that can be run: its own, or the one around its statements
 * @param source the whole unit
 * @param suite whether it holds tests
 * @param offset how many lines of the unit come before the snippet's
 */
record Snippet(Fence fence, String name, String source, boolean suite, int offset) {

  private static final Pattern IMPORT = Pattern.compile("(?m)^import [^;]+;[ \\t]*$");

  private static final Pattern TYPE =
      Pattern.compile(
          "(?m)^(?:public |final |abstract |sealed )*(?:class|record|interface|enum) (\\w+)");

  /** The address that documents give; a snippet that is run finds its own server there. */
  private static final String ADDRESS = "localhost:8765";

  static Snippet of(Fence fence) {
    var type = TYPE.matcher(fence.code());
    return type.find() ? types(fence, type.group(1)) : statements(fence);
  }

  private static Snippet types(Fence fence, String name) {
    String head = Imports.lines() + "\n" + imports(fence) + "\n" + rest(fence.prelude()) + "\n";
    return new Snippet(
        fence,
        name,
        head + rest(fence.code()).replaceFirst("(?m)^public ((?:final )?class)", "$1"),
        fence.code().contains("@Test"),
        lines(head));
  }

  /** Statements run in a method, beside a server of their own. */
  private static Snippet statements(Fence fence) {
    String head =
        """
        %s
        %s
        final class Snippet {
          public static void main(String[] arguments) throws Exception {
            try (ReferenceServer embedded = ReferenceServer.start()) { run(embedded); }
            System.exit(0);
          }
          static void run(ReferenceServer embedded) throws Exception {
            embedded.uri();
            %s
        """
            .formatted(Imports.lines(), imports(fence), addressed(rest(fence.prelude())));
    return new Snippet(
        fence, "Snippet", head + addressed(rest(fence.code())) + "\n}}\n", false, lines(head));
  }

  private static String addressed(String code) {
    return code.replace(ADDRESS, "localhost:\" + embedded.port() + \"");
  }

  private static String imports(Fence fence) {
    return List.of(fence.prelude(), fence.code()).stream()
        .flatMap(code -> IMPORT.matcher(code).results())
        .map(found -> found.group())
        .collect(Collectors.joining("\n"));
  }

  /** What is left without imports, on the same lines as before. */
  private static String rest(String code) {
    return IMPORT.matcher(code).replaceAll("");
  }

  private static int lines(String head) {
    return (int) head.chars().filter(c -> c == '\n').count();
  }

  /** The document's line for one of the unit's; those before the snippet are its comment's. */
  String place(long line) {
    long own = line - offset;
    return own > 0 ? fence.place().replaceFirst("\\d+$", "") + (fence.line() + own) : fence.place();
  }
}

package dev.drover.docs;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The JDK's compiler, to which warnings are errors. */
final class SnippetCompiler {

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();

  /**
   * Compiles a snippet into a folder.
   *
   * @return what the compiler has against it, with lines of the document
   */
  List<String> compile(Snippet snippet, Path folder) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "--release",
            "17",
            "-proc:none",
            "-d",
            folder.toString(),
            "-Xlint:deprecation,removal,unchecked,rawtypes");
    javac.getTask(null, null, found, options, null, List.of(unit(snippet))).call();
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() != Diagnostic.Kind.NOTE)
        .map(
            diagnostic ->
                snippet.place(diagnostic.getLineNumber())
                    + ": "
                    + diagnostic.getMessage(Locale.ENGLISH))
        .toList();
  }

  private static JavaFileObject unit(Snippet snippet) {
    URI uri = URI.create("string:///%s.java".formatted(snippet.name()));
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return snippet.source();
      }
    };
  }
}

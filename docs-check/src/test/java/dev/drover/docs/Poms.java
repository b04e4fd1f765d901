package dev.drover.docs;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What the project's own Maven files have. */
final class Poms {

  private Poms() {}

  static Set<String> profiles() {
    return Stream.concat(Stream.of(""), modules().stream())
        .flatMap(folder -> texts(pom(folder), "//profiles/profile/id"))
        .collect(Collectors.toSet());
  }

  /** The folders of all modules, whatever profile they are in. */
  static Set<String> modules() {
    return texts(pom(""), "//modules/module").collect(Collectors.toSet());
  }

  /** Artifacts that suites can depend on: those that the bill of materials names, and itself. */
  static Set<String> published() {
    return Stream.concat(
            Stream.of("drover-bom"),
            texts(pom("bom"), "//dependencyManagement//dependency/artifactId"))
        .collect(Collectors.toSet());
  }

  /** The texts of all nodes that a path leads to. */
  static Stream<String> texts(String xml, String path) {
    return nodes(xml, path).stream().map(node -> node.getTextContent().strip());
  }

  static List<Node> nodes(String xml, String path) {
    XPath xpath = XPathFactory.newInstance().newXPath();
    try {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)));
      NodeList found = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
      return IntStream.range(0, found.getLength()).mapToObj(found::item).toList();
    } catch (SAXException | XPathExpressionException | ParserConfigurationException e) {
      throw new IllegalArgumentException(e.getMessage() + " in " + xml, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pom(String folder) {
    Path file = Document.HOME.resolve(folder).resolve("pom.xml");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

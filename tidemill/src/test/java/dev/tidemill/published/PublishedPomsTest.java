package dev.tidemill.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The poms that are published belong together and say what is asked of them. */
class PublishedPomsTest {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> NOT_PUBLISHED = Set.of("examples");
  private static final XPath PATHS = XPathFactory.newInstance().newXPath();

  @Test
  void theBomNamesEveryModuleThatIsPublished() throws Exception {
    Set<String> modules = new TreeSet<>(texts(pom("."), "/project/modules/module"));
    modules.removeAll(NOT_PUBLISHED);
    modules.remove("tidemill-bom");
    assertEquals(
        modules,
        new TreeSet<>(
            texts(
                pom("tidemill-bom"),
                "/project/dependencyManagement/dependencies/dependency/artifactId")));
  }

  @Test
  void allHaveOneVersion() throws Exception {
    String version = text(pom("."), "/project/version");
    assertEquals(version, text(pom("tidemill-bom"), "/project/version"));
    for (String module : texts(pom("."), "/project/modules/module")) {
      if (!module.equals("tidemill-bom")) {
        assertEquals(version, text(pom(module), "/project/parent/version"), module);
      }
    }
    assertEquals(
        version,
        text(
            pom("release/outside"),
            "/project/dependencyManagement/dependencies/dependency/version"));
  }

  @Test
  void eachSaysWhatItIs() throws Exception {
    for (String module : texts(pom("."), "/project/modules/module")) {
      Document pom = pom(module);
      assertEquals("Tidemill " + module, text(pom, "/project/name"));
      assertFalse(text(pom, "/project/description").isEmpty(), module);
    }
    for (String pom : List.of(".", "tidemill-bom")) {
      assertEquals("Apache-2.0", text(pom(pom), "/project/licenses/license/name"), pom);
    }
  }

  @Test
  void whatIsNotForOthersIsNotPublished() throws Exception {
    for (String module : NOT_PUBLISHED) {
      assertEquals("true", text(pom(module), "/project/properties/maven.deploy.skip"), module);
    }
  }

  private static Document pom(String module) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(ROOT.resolve(module).resolve("pom.xml").toFile());
  }

  private static String text(Document pom, String path) throws XPathExpressionException {
    return PATHS.evaluate(path, pom).strip();
  }

  private static List<String> texts(Document pom, String path) throws XPathExpressionException {
    NodeList nodes = (NodeList) PATHS.evaluate(path, pom, XPathConstants.NODESET);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent().strip());
    }
    return texts;
  }
}

package dev.tidemill.porter;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dependencies of a pom. The text is searched, not parsed, so that everything else stays as it
 * is; what stands in comments is not looked at.
 */
final class MavenBuild {
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);
  private static final Pattern EXCLUSIONS =
      Pattern.compile("<exclusions>.*?</exclusions>", Pattern.DOTALL);
  private static final Pattern LEVEL =
      Pattern.compile(
          "<((?:maven\\.compiler\\.)?(?:source|target|release)|java\\.version|jdk\\.version)>"
              + "\\s*(1\\.\\d|[5-9]|1[0-6])\\s*<");

  private final String text;
  private final String searched;
  private final Notes notes;
  private final Edits edits = new Edits();
  private final Set<String> places = new HashSet<>();

  private MavenBuild(String text, Notes notes) {
    this.text = text;
    this.searched = blank(COMMENT, text);
    this.notes = notes;
  }

  static String port(String text, Notes notes) {
    MavenBuild build = new MavenBuild(text, notes);
    Matcher dependencies = DEPENDENCY.matcher(build.searched);
    while (dependencies.find()) {
      build.portDependency(dependencies.start(), dependencies.end());
    }
    build.remarkLevel();
    return build.edits.applyTo(text);
  }

  /** Leaves the length, so that offsets stay. */
  private static String blank(Pattern pattern, String text) {
    return pattern.matcher(text).replaceAll(match -> " ".repeat(match.group().length()));
  }

  private void portDependency(int start, int end) {
    String block = blank(EXCLUSIONS, searched.substring(start, end));
    Element group = Element.in(block, start, "groupId");
    Element artifact = Element.in(block, start, "artifactId");
    if (group == null || artifact == null) {
      return;
    }
    if (group.value().equals("org.scala-lang") && artifact.value().equals("scala-library")) {
      remove(start, end);
      notes.change(line(start), "scala-library is not needed");
    } else if (group.value().equals(LegacyNames.LEGACY)) {
      boolean ordinary =
          Element.in(block, start, "type") == null
              && Element.in(block, start, "classifier") == null;
      if (BuildFile.isReplaced(artifact.value()) && ordinary) {
        replace(block, start, end, group, artifact);
      } else {
        BuildFile.remarkConnector(notes, line(start), artifact.value());
      }
    }
  }

  private void replace(String block, int start, int end, Element group, Element artifact) {
    Element scope = Element.in(block, start, "scope");
    boolean ofTests = scope != null && scope.value().equals("test");
    if (!places.add(searched.lastIndexOf("<dependencies", start) + " " + ofTests)) {
      remove(start, end);
      notes.change(line(start), artifact.value() + " is part of " + BuildFile.ARTIFACT);
      return;
    }
    group.replaceBy(BuildFile.GROUP, edits);
    artifact.replaceBy(BuildFile.ARTIFACT, edits);
    Element version = Element.in(block, start, "version");
    if (version != null) {
      version.replaceBy(BuildFile.version(), edits);
    } else {
      String before = text.substring(lineStart(artifact.start()), artifact.start());
      String separator = before.isBlank() ? lineEnd() + before : "";
      edits.insert(artifact.end(), separator + "<version>" + BuildFile.version() + "</version>");
    }
    if (scope != null && !ofTests) {
      remove(scope.start(), scope.end());
    }
    notes.change(
        line(start), artifact.value() + " is " + BuildFile.GROUP + ":" + BuildFile.ARTIFACT);
  }

  /** With its lines, if nothing else stands there. */
  private void remove(int start, int end) {
    int from = lineStart(start);
    int to = end;
    while (to < text.length() && (text.charAt(to) == ' ' || text.charAt(to) == '\t')) {
      to++;
    }
    boolean alone =
        text.substring(from, start).isBlank()
            && (to == text.length() || text.charAt(to) == '\n' || text.charAt(to) == '\r');
    if (!alone) {
      edits.delete(start, end);
      return;
    }
    if (text.startsWith("\r\n", to)) {
      to += 2;
    } else if (to < text.length()) {
      to++;
    }
    edits.delete(from, to);
  }

  private int lineStart(int offset) {
    int start = offset;
    while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
      start--;
    }
    return start;
  }

  private String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  private int line(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  private void remarkLevel() {
    Matcher level = LEVEL.matcher(searched);
    if (level.find() && searched.contains(LegacyNames.LEGACY)) {
      notes.remark(
          line(level.start()),
          "<" + level.group(1) + ">" + level.group(2),
          "Tidemill needs Java 17",
          "set maven.compiler.release to 17, and remove source and target");
    }
  }

  /** An element without elements inside, by its place in the whole text. */
  private record Element(String value, int start, int end, int valueStart, int valueEnd) {
    static Element in(String block, int offset, String name) {
      Matcher matcher =
          Pattern.compile("<" + name + ">\\s*([^<]*?)\\s*</" + name + ">").matcher(block);
      return matcher.find()
          ? new Element(
              matcher.group(1),
              offset + matcher.start(),
              offset + matcher.end(),
              offset + matcher.start(1),
              offset + matcher.end(1))
          : null;
    }

    void replaceBy(String other, Edits edits) {
      edits.replace(valueStart, valueEnd, other);
    }
  }
}

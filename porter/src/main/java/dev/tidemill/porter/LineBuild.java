package dev.tidemill.porter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Build files of Gradle and sbt, line by line: dependencies that are written on one line. */
final class LineBuild {
  private static final String MODULE = "(spark-[a-z0-9-]+)(?:_[^:'\"]*)?";
  private static final Pattern GRADLE_TEXT =
      Pattern.compile("(['\"])org\\.apache\\.spark:" + MODULE + "(?::[^'\"]*)?\\1");
  private static final Pattern GRADLE_PARTS =
      Pattern.compile(
          "group *([:=]) *(['\"])org\\.apache\\.spark['\"], *name *[:=] *['\"]"
              + MODULE
              + "['\"](?:, *version *[:=] *(?:['\"][^'\"]*['\"]|[\\w.]+))?");
  private static final Pattern GRADLE_SCOPE = Pattern.compile("^(\\s*)(\\w+)(?=[ (])");
  private static final Pattern SBT =
      Pattern.compile(
          "\"org\\.apache\\.spark\" *%%?%? *\""
              + MODULE
              + "\" *% *(?:\"[^\"]*\"|[\\w.]+)"
              + "(?: *% *(?:\"(?:provided|compile)\"|Provided|Compile))?");

  private LineBuild() {}

  static String gradle(String text, Notes notes) {
    return eachLine(text, (line, number) -> gradleLine(line, number, notes));
  }

  static String sbt(String text, Notes notes) {
    String with =
        "\""
            + BuildFile.GROUP
            + "\" % \""
            + BuildFile.ARTIFACT
            + "\" % \""
            + BuildFile.version()
            + "\"";
    return eachLine(text, (line, number) -> replaced(SBT, 1, line, number, match -> with, notes));
  }

  private interface LineRule {
    String apply(String line, int number);
  }

  private interface Replacement {
    String of(Matcher match);
  }

  /** Comments are lines like others, but for their slashes. */
  private static String eachLine(String text, LineRule rule) {
    StringBuilder result = new StringBuilder(text.length());
    Matcher lines = Pattern.compile("[^\\r\\n]*(?:\\r\\n|\\r|\\n|$)").matcher(text);
    int number = 0;
    while (lines.find() && !lines.group().isEmpty()) {
      number++;
      String line = lines.group();
      boolean comment = line.stripLeading().startsWith("//") || line.stripLeading().startsWith("*");
      result.append(comment ? line : rule.apply(line, number));
    }
    return result.toString();
  }

  private static String gradleLine(String line, int number, Notes notes) {
    String module = BuildFile.GROUP + ":" + BuildFile.ARTIFACT + ":" + BuildFile.version();
    String ported =
        replaced(
            GRADLE_TEXT, 2, line, number, match -> match.group(1) + module + match.group(1), notes);
    ported = replaced(GRADLE_PARTS, 3, ported, number, LineBuild::gradleParts, notes);
    return ported.equals(line) ? line : inProgram(ported);
  }

  private static String gradleParts(Matcher match) {
    String is = match.group(1).equals("=") ? " = " : ": ";
    String quote = match.group(2);
    return "group"
        + is
        + quote
        + BuildFile.GROUP
        + quote
        + ", name"
        + is
        + quote
        + BuildFile.ARTIFACT
        + quote
        + ", version"
        + is
        + quote
        + BuildFile.version()
        + quote;
  }

  private static String inProgram(String line) {
    return GRADLE_SCOPE
        .matcher(line)
        .replaceFirst(
            match ->
                Matcher.quoteReplacement(
                    match.group(1)
                        + BuildFile.gradleScopes().getOrDefault(match.group(2), match.group(2))));
  }

  private static String replaced(
      Pattern pattern, int module, String line, int number, Replacement with, Notes notes) {
    return pattern
        .matcher(line)
        .replaceAll(
            result -> {
              Matcher match = pattern.matcher(line);
              match.find(result.start());
              String artifact = match.group(module);
              if (!BuildFile.isReplaced(artifact)) {
                BuildFile.remarkConnector(notes, number, artifact);
                return Matcher.quoteReplacement(match.group());
              }
              notes.change(number, artifact + " is " + BuildFile.GROUP + ":" + BuildFile.ARTIFACT);
              return Matcher.quoteReplacement(with.of(match));
            });
  }
}

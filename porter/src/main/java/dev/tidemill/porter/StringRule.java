package dev.tidemill.porter;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.LiteralStringValueExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Class names inside strings, and names of loggers. Keys of settings begin with {@code spark.} and
 * stay as they are.
 */
final class StringRule implements Rule {
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w./$])org\\.apache\\.spark((?:\\.[A-Za-z_]\\w*)*)(?![\\w$])");
  private static final Pattern TUPLE =
      Pattern.compile("(?<![\\w./$])scala\\.(Tuple\\d+)(?![\\w$])");

  private final Set<String> ownTypes;

  StringRule(Set<String> ownTypes) {
    this.ownTypes = ownTypes;
  }

  @Override
  public void apply(Source source) {
    source.unit().findAll(StringLiteralExpr.class).forEach(literal -> port(source, literal));
    source.unit().findAll(TextBlockLiteralExpr.class).forEach(literal -> port(source, literal));
  }

  private void port(Source source, LiteralStringValueExpr literal) {
    String raw = source.text().of(literal);
    int start = source.text().start(literal);
    Matcher names = NAME.matcher(raw);
    while (names.find()) {
      if (ownTypes.contains(names.group())) {
        continue;
      }
      String rest = names.group(1).isEmpty() ? "" : names.group(1).substring(1);
      if (LegacyNames.isType(rest) || isLogger(literal)) {
        int from = start + names.start();
        source.edits().replace(from, from + LegacyNames.LEGACY.length(), LegacyNames.OURS);
        source.change(literal, "the text " + names.group() + " names " + LegacyNames.OURS);
      } else if (isTypeName(rest)) {
        Advice advice = Unported.advice(names.group());
        source.remark(literal, "the text " + names.group(), advice.why(), advice.remedy());
      }
    }
    portTuples(source, literal, raw, start);
  }

  private static void portTuples(Source source, Node literal, String raw, int start) {
    Matcher tuples = TUPLE.matcher(raw);
    while (tuples.find()) {
      if (ScalaNames.replacement(tuples.group(1)).isPresent()) {
        int from = start + tuples.start();
        source.edits().replace(from, from + "scala".length(), LegacyNames.OURS);
        source.change(literal, "the text " + tuples.group() + " names " + LegacyNames.OURS);
      }
    }
  }

  private static boolean isTypeName(String rest) {
    String last = rest.substring(rest.lastIndexOf('.') + 1);
    return !last.isEmpty() && Character.isUpperCase(last.charAt(0));
  }

  private static boolean isLogger(Node literal) {
    return literal.getParentNode().orElse(null) instanceof MethodCallExpr call
        && call.getNameAsString().matches("getLogger|getLog");
  }
}

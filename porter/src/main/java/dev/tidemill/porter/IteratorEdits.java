package dev.tidemill.porter;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.type.Type;
import java.util.Set;

/**
 * Turns an expression that gives a collection into one that gives its iterator. An empty one, whose
 * type the compiler guesses from its place, becomes an empty iterator, which it can guess as well.
 */
final class IteratorEdits {
  private static final Set<String> EMPTY_IF_WITHOUT_ARGUMENTS =
      Set.of("emptyList", "emptySet", "asList", "of", "newArrayList", "newHashSet");

  private final Source source;
  private final Kinds kinds;

  IteratorEdits(Source source) {
    this.source = source;
    this.kinds = source.kinds();
  }

  /**
   * Changes an expression.
   *
   * @param element the type of its elements as the program writes it; empty if that is not known
   */
  void change(Expression expression, String element) {
    if (expression instanceof ConditionalExpr conditional) {
      change(conditional.getThenExpr(), element);
      change(conditional.getElseExpr(), element);
    } else if (expression instanceof EnclosedExpr enclosed) {
      change(enclosed.getInner(), element);
    } else if (kinds.of(expression) != Kind.ITERATOR && kinds.of(expression) != Kind.NOTHING) {
      changePlain(expression, element);
    }
  }

  private void changePlain(Expression expression, String element) {
    source.change(expression, "an iterator is returned");
    if (isEmpty(expression)) {
      String collections = source.imports().use("java.util.Collections");
      source.replace(expression, collections + ".emptyIterator()");
      return;
    }
    if (expression instanceof ObjectCreationExpr creation && isDiamond(creation)) {
      fillDiamond(creation, element);
    }
    boolean needsNone =
        expression instanceof MethodCallExpr
            || expression instanceof NameExpr
            || expression instanceof FieldAccessExpr
            || expression instanceof ObjectCreationExpr
            || expression instanceof ArrayAccessExpr
            || expression.getParentNode().orElse(null) instanceof EnclosedExpr;
    if (expression.getParentNode().orElse(null) instanceof EnclosedExpr around) {
      source.insertAfter(around, ".iterator()");
    } else if (needsNone) {
      source.insertAfter(expression, ".iterator()");
    } else {
      source.insertBefore(expression, "(");
      source.insertAfter(expression, ").iterator()");
    }
  }

  private void fillDiamond(ObjectCreationExpr creation, String element) {
    if (!element.isEmpty() && !element.startsWith("?")) {
      String ported =
          element
              .replace(LegacyNames.LEGACY + ".", LegacyNames.OURS + ".")
              .replace("scala.Tuple", LegacyNames.OURS + ".Tuple");
      source.edits().insert(source.text().end(creation.getType()) - 1, ported);
    }
  }

  private static boolean isEmpty(Expression expression) {
    if (expression instanceof ObjectCreationExpr creation) {
      boolean sized = creation.getArguments().stream().allMatch(Expression::isIntegerLiteralExpr);
      return sized && isDiamond(creation) && creation.getAnonymousClassBody().isEmpty();
    }
    return expression instanceof MethodCallExpr call
        && call.getArguments().isEmpty()
        && call.getTypeArguments().isEmpty()
        && call.getScope().filter(scope -> scope.toString().matches("[A-Z]\\w*")).isPresent()
        && EMPTY_IF_WITHOUT_ARGUMENTS.contains(call.getNameAsString());
  }

  private static boolean isDiamond(ObjectCreationExpr creation) {
    return creation.getType().getTypeArguments().map(NodeList<Type>::isEmpty).orElse(false);
  }
}

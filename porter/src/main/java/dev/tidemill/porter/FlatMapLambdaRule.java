package dev.tidemill.porter;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lambdas and references to methods that gave a collection in the 1.x dialect. Where it cannot be
 * told what they give, that is a remark, unless others in the file give iterators already.
 */
final class FlatMapLambdaRule implements Rule {
  private static final Set<String> METHODS =
      Set.of(
          "flatMap",
          "flatMapToPair",
          "flatMapToDouble",
          "flatMapValues",
          "mapPartitions",
          "mapPartitionsToPair",
          "mapPartitionsToDouble",
          "zipPartitions");

  @Override
  public void apply(Source source) {
    if (!source.names().touchEngine()) {
      return;
    }
    Kinds kinds = source.kinds();
    IteratorEdits edits = new IteratorEdits(source);
    List<Expression> unknown = new ArrayList<>();
    boolean newer = false;
    for (LambdaExpr lambda : source.unit().findAll(LambdaExpr.class)) {
      if (isFlatMap(source, lambda)) {
        for (Expression result : results(lambda)) {
          Kind kind = isGivenIterator(lambda, result) ? Kind.ITERATOR : kinds.of(result);
          newer |= kind == Kind.ITERATOR;
          if (kind == Kind.COLLECTION) {
            edits.change(result, "");
          } else if (kind == Kind.UNKNOWN) {
            unknown.add(result);
          }
        }
      }
    }
    for (MethodReferenceExpr reference : source.unit().findAll(MethodReferenceExpr.class)) {
      if (isFlatMap(source, reference)) {
        Kind kind = new MethodReferences(source, kinds).change(reference);
        newer |= kind == Kind.ITERATOR;
        if (kind == Kind.UNKNOWN) {
          unknown.add(reference);
        }
      }
    }
    if (!newer) {
      unknown.forEach(result -> remark(source, result));
    }
  }

  private static void remark(Source source, Expression result) {
    String text = source.text().of(result).lines().findFirst().orElse("");
    source.remark(
        result,
        text,
        "it cannot be told here whether this gives an Iterable (as in 1.x) or an Iterator",
        "if the compiler refuses it, add .iterator()");
  }

  static List<Expression> results(LambdaExpr lambda) {
    if (lambda.getBody() instanceof ExpressionStmt statement) {
      return List.of(statement.getExpression());
    }
    return Bodies.returnsOf(lambda.getBody()).stream()
        .map(ReturnStmt::getExpression)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether a function of partitions gives back what it was given. */
  private static boolean isGivenIterator(LambdaExpr lambda, Expression result) {
    return lambda.getParentNode().orElse(null) instanceof MethodCallExpr call
        && call.getNameAsString().startsWith("mapPartitions")
        && lambda.getParameters().size() == 1
        && result.toString().equals(lambda.getParameter(0).getNameAsString());
  }

  private static boolean isFlatMap(Source source, Expression function) {
    Node parent = function.getParentNode().orElseThrow();
    if (parent instanceof MethodCallExpr call) {
      return METHODS.contains(call.getNameAsString())
          && call.getArguments().contains(function)
          && !EngineCalls.isForeign(source, call);
    }
    return Targets.typeOf(function).filter(type -> isFlatMap(source, type)).isPresent();
  }

  private static boolean isFlatMap(Source source, Type type) {
    return source
        .names()
        .engineType(type)
        .filter(FlatMapClassRule.FLAT_MAPS::containsKey)
        .isPresent();
  }
}

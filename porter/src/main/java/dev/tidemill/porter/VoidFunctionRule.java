package dev.tidemill.porter;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Functions that returned {@code Void}, always null, become those that return nothing. */
final class VoidFunctionRule implements Rule {
  /** By the type: what stands for it. */
  private static final Map<String, String> REPLACEMENTS =
      Map.of(
          "api.java.function.Function", "VoidFunction",
          "api.java.function.Function2", "VoidFunction2");

  private static final Set<String> METHODS =
      Set.of("foreachRDD", "foreach", "foreachPartition", "foreachAsync", "foreachPartitionAsync");

  @Override
  public void apply(Source source) {
    if (!source.names().touchEngine()) {
      return;
    }
    for (Bodies.Implementation implementation : Bodies.implementations(source.unit())) {
      if (isVoid(source, implementation.type())) {
        int parameters = implementation.type().getTypeArguments().orElseThrow().size() - 1;
        implementation.methods("call", parameters).forEach(method -> portMethod(source, method));
      }
    }
    for (LambdaExpr lambda : source.unit().findAll(LambdaExpr.class)) {
      if (isVoid(source, lambda)) {
        portLambda(source, lambda);
      }
    }
    source.unit().findAll(ClassOrInterfaceType.class).stream()
        .filter(type -> isVoid(source, type))
        .forEach(type -> portType(source, type));
  }

  private static boolean isVoid(Source source, Type type) {
    return type instanceof ClassOrInterfaceType named
        && source.names().engineType(named).filter(REPLACEMENTS::containsKey).isPresent()
        && lastArgument(named).filter(last -> last.toString().equals("Void")).isPresent()
        && !isGivenToOther(named);
  }

  private static Optional<Type> lastArgument(ClassOrInterfaceType type) {
    return type.getTypeArguments().flatMap(NodeList::getLast);
  }

  /** A function made for {@code map} and the like may well give null. */
  private static boolean isGivenToOther(ClassOrInterfaceType type) {
    return type.getParentNode().orElse(null) instanceof ObjectCreationExpr creation
        && creation.getParentNode().orElse(null) instanceof MethodCallExpr call
        && call.getArguments().contains(creation)
        && Set.of("map", "mapToPair", "transform", "mapValues").contains(call.getNameAsString());
  }

  private static boolean isVoid(Source source, LambdaExpr lambda) {
    Node parent = lambda.getParentNode().orElseThrow();
    if (parent instanceof MethodCallExpr call) {
      return METHODS.contains(call.getNameAsString())
          && call.getArguments().contains(lambda)
          && !EngineCalls.isForeign(source, call);
    }
    return Targets.typeOf(lambda).filter(type -> isVoid(source, type)).isPresent();
  }

  private static void portType(Source source, ClassOrInterfaceType type) {
    String replacement = REPLACEMENTS.get(source.names().engineType(type).orElseThrow());
    String name = source.imports().use(LegacyNames.OURS + ".api.java.function." + replacement);
    if (type.getScope().isEmpty()) {
      source.replace(type.getName(), name);
    } else {
      source.edits().replace(source.text().start(type), source.text().end(type.getName()), name);
    }
    NodeList<Type> arguments = type.getTypeArguments().orElseThrow();
    Type kept = arguments.get(arguments.size() - 2);
    Type last = arguments.get(arguments.size() - 1);
    source.edits().delete(source.text().end(kept), source.text().end(last));
    source.change(type, "a function that gives Void is a " + replacement);
  }

  private static void portMethod(Source source, MethodDeclaration method) {
    if (method.getType().toString().equals("Void")) {
      source.replace(method.getType(), "void");
      method.getBody().ifPresent(body -> portReturns(source, body));
    }
  }

  private static void portLambda(Source source, LambdaExpr lambda) {
    if (lambda.getExpressionBody().filter(Expression::isNullLiteralExpr).isPresent()) {
      source.replace(lambda.getBody(), "{}");
    } else if (lambda.getBody().isBlockStmt()) {
      portReturns(source, lambda.getBody());
    }
  }

  private static void portReturns(Source source, Node body) {
    for (ReturnStmt statement : Bodies.returnsOf(body)) {
      Expression result = statement.getExpression().orElse(null);
      if (result == null) {
        continue;
      }
      source.change(statement, "nothing is returned");
      boolean runs = result.isMethodCallExpr() || result.isAssignExpr();
      if (runs) {
        int start = source.text().start(statement);
        source.edits().replace(start, start + "return".length(), "{");
        source.insertAfter(statement, " return; }");
      } else {
        source.replace(statement, "return;");
      }
    }
  }
}

package dev.tidemill.porter;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithBlockStmt;
import com.github.javaparser.ast.nodeTypes.NodeWithOptionalBlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code awaitTermination} declares {@code InterruptedException} since 2.0, and its form with a
 * time has another name. Methods that neither catch nor declare that exception declare it, and so
 * do their callers in the file.
 */
final class InterruptedRule implements Rule {
  private static final Set<String> ENOUGH =
      Set.of("InterruptedException", "Exception", "Throwable");

  @Override
  public void apply(Source source) {
    if (!source.names().touchEngine()) {
      return;
    }
    Set<CallableDeclaration<?>> changed = new HashSet<>();
    Deque<Node> throwing = new ArrayDeque<>();
    for (MethodCallExpr call : source.unit().findAll(MethodCallExpr.class)) {
      if (waits(source, call)) {
        throwing.add(call);
      }
    }
    while (!throwing.isEmpty()) {
      CallableDeclaration<?> method = escapesFrom(source, throwing.remove());
      if (method != null && changed.add(method)) {
        declare(source, method);
        throwing.addAll(callsOf(source, method));
      }
    }
  }

  private static boolean waits(Source source, MethodCallExpr call) {
    String name = call.getNameAsString();
    boolean onOther =
        call.getScope().isEmpty()
            || call.getScope()
                .flatMap(EngineCalls::declaredType)
                .filter(type -> source.names().engineType(type).isEmpty())
                .isPresent();
    if (onOther) {
      return false;
    }
    if (name.equals("awaitTermination") && call.getArguments().size() == 1) {
      source.replace(call.getName(), "awaitTerminationOrTimeout");
      source.change(call, "awaitTermination with a time is awaitTerminationOrTimeout");
      return true;
    }
    return (name.equals("awaitTermination") && call.getArguments().isEmpty())
        || (name.equals("awaitTerminationOrTimeout") && call.getArguments().size() == 1);
  }

  /** The method that has to declare the exception; null if it is caught, or nobody can. */
  private static CallableDeclaration<?> escapesFrom(Source source, Node call) {
    Node child = call;
    Node parent = call.getParentNode().orElse(null);
    while (parent != null) {
      if (parent instanceof TryStmt block && block.getTryBlock() == child && catches(block)) {
        return null;
      }
      if (parent instanceof CallableDeclaration<?> method) {
        return declares(method.getThrownExceptions()) || !mayDeclare(source, method, call)
            ? null
            : method;
      }
      if (parent instanceof InitializerDeclaration
          || (parent instanceof LambdaExpr lambda && isRunnable(lambda))) {
        remark(source, call);
        return null;
      } else if (parent instanceof LambdaExpr) {
        return null;
      }
      child = parent;
      parent = parent.getParentNode().orElse(null);
    }
    return null;
  }

  /** Of other lambdas only the compiler knows. */
  private static boolean isRunnable(LambdaExpr lambda) {
    Node parent = lambda.getParentNode().orElseThrow();
    return (parent instanceof ObjectCreationExpr creation
            && creation.getType().getNameAsString().equals("Thread"))
        || (parent instanceof MethodCallExpr call && call.getNameAsString().equals("execute"))
        || Targets.typeOf(lambda).filter(type -> type.asString().equals("Runnable")).isPresent();
  }

  private static boolean catches(TryStmt block) {
    return block.getCatchClauses().stream()
        .map(CatchClause::getParameter)
        .map(parameter -> parameter.getType())
        .anyMatch(
            type ->
                type.isUnionType()
                    ? type.asUnionType().getElements().stream().anyMatch(InterruptedRule::isEnough)
                    : isEnough(type));
  }

  private static boolean declares(NodeList<? extends Type> thrown) {
    return thrown.stream().anyMatch(InterruptedRule::isEnough);
  }

  private static boolean isEnough(Type type) {
    String name = type.asString();
    return ENOUGH.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static boolean mayDeclare(Source source, CallableDeclaration<?> method, Node call) {
    boolean overrides =
        method.getAnnotationByName("Override").isPresent()
            || method.getParentNode().orElse(null) instanceof ObjectCreationExpr
            || (method.getNameAsString().equals("run") && method.getParameters().isEmpty());
    if (overrides) {
      remark(source, call);
    }
    return !overrides;
  }

  private static void remark(Source source, Node call) {
    source.remark(
        call,
        call.toString().lines().findFirst().orElse(""),
        "it throws InterruptedException, which nothing here catches or declares",
        "catch it, or declare it if the function's type allows that");
  }

  private static void declare(Source source, CallableDeclaration<?> method) {
    NodeList<?> thrown = method.getThrownExceptions();
    if (!thrown.isEmpty()) {
      source.insertAfter(thrown.get(thrown.size() - 1), ", InterruptedException");
    } else {
      source.edits().insert(endOfHead(source, method), " throws InterruptedException");
    }
    source.change(method, method.getNameAsString() + " declares InterruptedException");
    if (!method.isPrivate() && !method.getNameAsString().equals("main")) {
      source.remark(
          method,
          method.getNameAsString() + " declares InterruptedException now",
          "awaitTermination does since 2.0",
          "callers in other files must catch or declare it as well");
    }
  }

  /** Behind the closing parenthesis of the parameters. */
  private static int endOfHead(Source source, CallableDeclaration<?> method) {
    JavaToken token = bodyOf(method).getTokenRange().orElseThrow().getBegin();
    while (!token.getText().equals(")")) {
      token = token.getPreviousToken().orElseThrow();
    }
    return source.text().end(token.getRange().orElseThrow());
  }

  private static Node bodyOf(CallableDeclaration<?> method) {
    if (method instanceof NodeWithOptionalBlockStmt<?> optional && optional.getBody().isPresent()) {
      return optional.getBody().get();
    }
    return ((NodeWithBlockStmt<?>) method).getBody();
  }

  private static List<Node> callsOf(Source source, CallableDeclaration<?> method) {
    int parameters = method.getParameters().size();
    String name = method.getNameAsString();
    if (method instanceof MethodDeclaration) {
      return source.unit().findAll(MethodCallExpr.class).stream()
          .filter(call -> call.getNameAsString().equals(name))
          .filter(call -> call.getArguments().size() == parameters)
          .map(Node.class::cast)
          .toList();
    }
    return method instanceof ConstructorDeclaration
        ? source.unit().findAll(ObjectCreationExpr.class).stream()
            .filter(creation -> creation.getType().getNameAsString().equals(name))
            .filter(creation -> creation.getArguments().size() == parameters)
            .map(Node.class::cast)
            .toList()
        : List.of();
  }
}

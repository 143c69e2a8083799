package dev.tidemill.porter;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the declaration that a name means: locals, parameters, fields, from inside outwards. */
final class Scope {
  /**
   * A variable.
   *
   * @param type as written, which may be {@code var} or nothing
   * @param initializer null if there is none
   */
  record Variable(String name, Type type, Expression initializer) {
    /** Whether the type is that of the initializer. */
    boolean isInferred() {
      return initializer != null && type.asString().equals("var");
    }

    private static Variable of(VariableDeclarator declarator) {
      return new Variable(
          declarator.getNameAsString(),
          declarator.getType(),
          declarator.getInitializer().orElse(null));
    }

    private static Variable of(Parameter parameter) {
      return new Variable(parameter.getNameAsString(), parameter.getType(), null);
    }
  }

  private Scope() {}

  static Optional<Variable> find(String name, Node at) {
    Node child = at;
    Node parent = at.getParentNode().orElse(null);
    while (parent != null) {
      Optional<Variable> found =
          declaredIn(parent, child).filter(variable -> variable.name().equals(name)).findFirst();
      if (found.isPresent()) {
        return found;
      }
      child = parent;
      parent = parent.getParentNode().orElse(null);
    }
    return Optional.empty();
  }

  private static Stream<Variable> declaredIn(Node parent, Node child) {
    if (parent instanceof BlockStmt block) {
      return block.getStatements().stream()
          .takeWhile(statement -> statement != child)
          .flatMap(Scope::declaredBy);
    } else if (parent instanceof ForStmt loop) {
      return loop.getInitialization().stream().flatMap(Scope::variables);
    } else if (parent instanceof ForEachStmt loop) {
      return variables(loop.getVariable());
    } else if (parent instanceof TryStmt block) {
      return block.getResources().stream().flatMap(Scope::variables);
    } else if (parent instanceof CatchClause clause) {
      return Stream.of(Variable.of(clause.getParameter()));
    } else if (parent instanceof LambdaExpr lambda) {
      return lambda.getParameters().stream().map(Variable::of);
    } else if (parent instanceof MethodDeclaration method) {
      return method.getParameters().stream().map(Variable::of);
    } else if (parent instanceof ConstructorDeclaration constructor) {
      return constructor.getParameters().stream().map(Variable::of);
    }
    return membersOf(parent).stream()
        .filter(FieldDeclaration.class::isInstance)
        .flatMap(member -> ((FieldDeclaration) member).getVariables().stream())
        .map(Variable::of);
  }

  private static Stream<Variable> declaredBy(Statement statement) {
    return statement.isExpressionStmt()
        ? variables(statement.asExpressionStmt().getExpression())
        : Stream.empty();
  }

  private static Stream<Variable> variables(Expression expression) {
    return expression instanceof VariableDeclarationExpr declaration
        ? declaration.getVariables().stream().map(Variable::of)
        : Stream.empty();
  }

  /** The members of a type's body, if the node has one. */
  static List<BodyDeclaration<?>> membersOf(Node node) {
    if (node instanceof TypeDeclaration<?> type) {
      return type.getMembers();
    }
    return node instanceof ObjectCreationExpr creation
        ? creation.getAnonymousClassBody().orElseGet(NodeList::new)
        : List.of();
  }
}

package dev.tidemill.porter;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.type.Type;
import java.util.Optional;

/** Tells which type a lambda is to have, where a declaration of the file says so. */
final class Targets {
  private Targets() {}

  static Optional<Type> typeOf(Expression function) {
    Node parent = function.getParentNode().orElseThrow();
    if (parent instanceof VariableDeclarator variable) {
      return Optional.of(variable.getType());
    } else if (parent instanceof CastExpr cast) {
      return Optional.of(cast.getType());
    } else if (parent instanceof AssignExpr assignment) {
      return EngineCalls.declaredType(assignment.getTarget());
    } else if (parent instanceof ConditionalExpr || parent instanceof EnclosedExpr) {
      return typeOf((Expression) parent);
    } else if (parent instanceof ReturnStmt) {
      return Bodies.methodAround(function).map(MethodDeclaration::getType);
    }
    return Optional.empty();
  }
}

package dev.tidemill.porter;

import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.type.Type;
import java.util.Optional;
import java.util.Set;

/** What a method is called on, as far as declarations of the same file tell. */
final class EngineCalls {
  private static final Set<String> STREAM_MAKERS =
      Set.of("stream", "parallelStream", "boxed", "mapToObj", "chars");

  private EngineCalls() {}

  /** The declared type of an expression that is a variable or makes an object. */
  static Optional<Type> declaredType(Expression expression) {
    if (expression instanceof EnclosedExpr enclosed) {
      return declaredType(enclosed.getInner());
    } else if (expression instanceof ObjectCreationExpr creation) {
      return Optional.of(creation.getType());
    } else if (expression instanceof NameExpr name) {
      return Scope.find(name.getNameAsString(), name).flatMap(EngineCalls::typeOf);
    } else if (expression instanceof FieldAccessExpr access && access.getScope().isThisExpr()) {
      return Scope.find(access.getNameAsString(), access).flatMap(EngineCalls::typeOf);
    }
    return Optional.empty();
  }

  private static Optional<Type> typeOf(Scope.Variable variable) {
    if (variable.isInferred()) {
      return declaredType(variable.initializer());
    }
    return Optional.of(variable.type()).filter(Type::isClassOrInterfaceType);
  }

  /** Which engine's type a method is called on, if it is called on a variable of one. */
  static Optional<String> receiver(Source source, MethodCallExpr call) {
    return call.getScope().flatMap(EngineCalls::declaredType).flatMap(source.names()::engineType);
  }

  /** Whether a chain of calls begins at something that is certainly not the engine's. */
  static boolean isForeign(Source source, MethodCallExpr call) {
    Expression scope = call.getScope().orElse(null);
    while (scope instanceof MethodCallExpr inner) {
      if (STREAM_MAKERS.contains(inner.getNameAsString())) {
        return true;
      }
      scope = inner.getScope().orElse(null);
    }
    if (scope == null
        || scope.toString().matches("(\\w+\\.)*\\w*(Stream|Optional|StreamSupport)")) {
      return true;
    }
    return declaredType(scope)
        .filter(type -> source.names().engineType(type).isEmpty())
        .isPresent();
  }
}

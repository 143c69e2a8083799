package dev.tidemill.porter;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.SimpleName;
import java.util.List;
import java.util.Optional;

/** References to methods of the program that give a collection become lambdas. */
final class MethodReferences {
  private final Source source;
  private final Kinds kinds;

  MethodReferences(Source source, Kinds kinds) {
    this.source = source;
    this.kinds = kinds;
  }

  /** Changes a reference if its method gives a collection; says what it gave. */
  Kind change(MethodReferenceExpr reference) {
    List<MethodDeclaration> methods = targets(reference);
    if (methods.isEmpty()) {
      return changeOther(reference);
    } else if (methods.size() != 1) {
      return Kind.UNKNOWN;
    }
    MethodDeclaration method = methods.get(0);
    Kind kind = kinds.of(method.getType());
    if (kind == Kind.COLLECTION && method.getParameters().size() < 2) {
      write(reference, method.getParameters().isEmpty());
    }
    return kind;
  }

  private Kind changeOther(MethodReferenceExpr reference) {
    Optional<OtherMethods.Result> result =
        kinds.ofReference(reference.getScope().toString(), reference.getIdentifier());
    if (result.filter(found -> found.kind() == Kind.COLLECTION).isPresent()) {
      write(reference, !result.get().isStatic());
    }
    return result.map(OtherMethods.Result::kind).orElse(Kind.UNKNOWN);
  }

  private List<MethodDeclaration> targets(MethodReferenceExpr reference) {
    String scope = reference.getScope().toString();
    return source.unit().findAll(MethodDeclaration.class).stream()
        .filter(method -> method.getNameAsString().equals(reference.getIdentifier()))
        .filter(method -> scope.equals("this") || isIn(method, scope))
        .toList();
  }

  private static boolean isIn(MethodDeclaration method, String scope) {
    String simpleName = scope.substring(scope.lastIndexOf('.') + 1);
    return method.getParentNode().orElse(null) instanceof TypeDeclaration<?> type
        && type.getNameAsString().equals(simpleName);
  }

  private void write(MethodReferenceExpr reference, boolean ofValue) {
    String value = freeName();
    String scope = source.text().of(reference.getScope());
    String call =
        ofValue
            ? value + "." + reference.getIdentifier() + "()"
            : scope + "." + reference.getIdentifier() + "(" + value + ")";
    source.replace(reference, value + " -> " + call + ".iterator()");
    source.change(reference, "a lambda returns the iterator of what " + reference + " gives");
  }

  private String freeName() {
    List<String> used =
        source.unit().findAll(SimpleName.class).stream().map(SimpleName::asString).toList();
    String name = "value";
    for (int i = 2; used.contains(name); i++) {
      name = "value" + i;
    }
    return name;
  }
}

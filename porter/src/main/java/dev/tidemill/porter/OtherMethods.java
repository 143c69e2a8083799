package dev.tidemill.porter;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What methods of a program's other files give, by simple names. Two types of one name whose
 * methods differ tell nothing.
 */
final class OtherMethods {
  /** What a method gives, and how it is called. */
  record Result(Kind kind, boolean isStatic) {}

  private record Key(String type, String name, int parameters) {}

  private static final Result TOLD_TWICE = new Result(Kind.UNKNOWN, false);

  private final Map<Key, Result> results = new HashMap<>();

  void add(CompilationUnit unit) {
    Kinds kinds = new Kinds(unit, new OtherMethods());
    for (MethodDeclaration method : unit.findAll(MethodDeclaration.class)) {
      if (method.getParentNode().orElse(null) instanceof TypeDeclaration<?> type) {
        Key key =
            new Key(
                type.getNameAsString(), method.getNameAsString(), method.getParameters().size());
        Result result = new Result(kinds.of(method.getType()), method.isStatic());
        results.merge(key, result, (old, other) -> old.equals(other) ? old : TOLD_TWICE);
      }
    }
  }

  Optional<Result> find(String type, String method, int parameters) {
    return Optional.ofNullable(results.get(new Key(type, method, parameters)))
        .filter(result -> result.kind() != Kind.UNKNOWN);
  }
}

package dev.tidemill.porter;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import java.util.List;

/** {@code flatMapValues} took a Function that gives an Iterable until 3.0. */
final class FlatMapValuesRule implements Rule {
  private static final String FUNCTION = "api.java.function.Function";

  @Override
  public void apply(Source source) {
    for (MethodCallExpr call : source.unit().findAll(MethodCallExpr.class)) {
      if (call.getNameAsString().equals("flatMapValues")
          && call.getArguments().size() == 1
          && call.getArgument(0) instanceof ObjectCreationExpr creation
          && creation.getAnonymousClassBody().isPresent()
          && source.names().isEngineType(creation.getType(), FUNCTION)) {
        port(source, creation);
      }
    }
  }

  private static void port(Source source, ObjectCreationExpr creation) {
    ClassOrInterfaceType type = creation.getType();
    List<Type> arguments = type.getTypeArguments().map(List::<Type>copyOf).orElse(List.of());
    String name = source.imports().use(LegacyNames.OURS + ".api.java.function.FlatMapFunction");
    source.edits().replace(source.text().start(type), source.text().end(type.getName()), name);
    if (arguments.size() == 2
        && arguments.get(1) instanceof ClassOrInterfaceType results
        && results.getTypeArguments().filter(inner -> inner.size() == 1).isPresent()) {
      Type element = results.getTypeArguments().get().get(0);
      source.edits().delete(source.text().start(results), source.text().start(element));
      source.edits().delete(source.text().end(element), source.text().end(results));
    }
    source.change(creation, "flatMapValues takes a FlatMapFunction");
    new Bodies.Implementation(creation, type)
        .methods("call", 1)
        .forEach(method -> FlatMapClassRule.returnIterator(source, method));
  }
}

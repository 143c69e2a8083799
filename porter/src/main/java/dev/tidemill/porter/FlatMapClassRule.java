package dev.tidemill.porter;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.Map;

/** Classes whose {@code call} returned a collection in the 1.x dialect. */
final class FlatMapClassRule implements Rule {
  /** The types by their parameters. */
  static final Map<String, Integer> FLAT_MAPS =
      Map.of(
          "api.java.function.FlatMapFunction", 1,
          "api.java.function.PairFlatMapFunction", 1,
          "api.java.function.DoubleFlatMapFunction", 1,
          "api.java.function.FlatMapFunction2", 2);

  @Override
  public void apply(Source source) {
    for (Bodies.Implementation implementation : Bodies.implementations(source.unit())) {
      source
          .names()
          .engineType(implementation.type())
          .map(FLAT_MAPS::get)
          .ifPresent(
              parameters ->
                  implementation
                      .methods("call", parameters)
                      .forEach(method -> returnIterator(source, method)));
    }
  }

  /** Declares and returns an iterator where a collection was. */
  static void returnIterator(Source source, MethodDeclaration method) {
    if (!(method.getType() instanceof ClassOrInterfaceType type)
        || source.kinds().of(type) != Kind.COLLECTION) {
      return;
    }
    String iterator = source.imports().use("java.util.Iterator");
    int nameEnd = source.text().end(type.getName());
    source.edits().replace(source.text().start(type), nameEnd, iterator);
    source.change(type, "call returns an " + iterator + " in place of " + type.getNameAsString());
    String element =
        type.getTypeArguments()
            .filter(arguments -> arguments.size() == 1)
            .map(arguments -> source.text().of(arguments.get(0)))
            .orElse("");
    IteratorEdits edits = new IteratorEdits(source);
    method
        .getBody()
        .ifPresent(
            body ->
                Bodies.returnsOf(body).stream()
                    .flatMap(statement -> statement.getExpression().stream())
                    .forEach(expression -> edits.change(expression, element)));
  }
}

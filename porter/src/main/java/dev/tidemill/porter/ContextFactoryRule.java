package dev.tidemill.porter;

import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;

/** {@code JavaStreamingContextFactory} of the 1.x dialect becomes a {@code Function0}. */
final class ContextFactoryRule implements Rule {
  private static final String FUNCTION = LegacyNames.OURS + ".api.java.function.Function0";
  private static final String CONTEXT =
      LegacyNames.OURS + ".streaming.api.java.JavaStreamingContext";

  @Override
  public void apply(Source source) {
    for (Bodies.Implementation implementation : Bodies.implementations(source.unit())) {
      if (isFactory(source, implementation.type())) {
        implementation
            .methods("create", 0)
            .forEach(method -> source.replace(method.getName(), "call"));
      }
    }
    for (MethodCallExpr call : source.unit().findAll(MethodCallExpr.class)) {
      if (call.getNameAsString().equals("create")
          && EngineCalls.receiver(source, call)
              .filter(LegacyNames.CONTEXT_FACTORY::equals)
              .isPresent()) {
        source.replace(call.getName(), "call");
        source.remark(
            call,
            "create() of a JavaStreamingContextFactory",
            "it is call() of a Function0 now, which declares Exception",
            "declare or catch it");
      }
    }
    source.unit().findAll(ClassOrInterfaceType.class).stream()
        .filter(type -> isFactory(source, type))
        .forEach(type -> replace(source, type));
    for (ImportDeclaration declaration : source.unit().getImports()) {
      boolean ofFactory =
          LegacyNames.afterPrefix(declaration.getNameAsString())
              .filter(LegacyNames.CONTEXT_FACTORY::equals)
              .isPresent();
      if (ofFactory) {
        source.replace(declaration.getName(), FUNCTION);
      }
    }
  }

  private static boolean isFactory(Source source, ClassOrInterfaceType type) {
    return source.names().isEngineType(type, LegacyNames.CONTEXT_FACTORY);
  }

  private static void replace(Source source, ClassOrInterfaceType type) {
    String function = importedAlready(source) ? "Function0" : source.imports().use(FUNCTION);
    source.replace(type, function + "<" + source.imports().use(CONTEXT) + ">");
    source.change(type, "a JavaStreamingContextFactory is a Function0");
  }

  /** The import of the factory becomes that of the function. */
  private static boolean importedAlready(Source source) {
    return source.names().importOf("JavaStreamingContextFactory").isPresent()
        && source.names().free("Function0", FUNCTION);
  }
}

package dev.tidemill.porter;

import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code Accumulator} of the 1.x dialect becomes a {@code LongAccumulator} or that of doubles. */
final class AccumulatorRule implements Rule {
  private static final Map<String, String> BY_ELEMENT =
      Map.of(
          "Integer", "LongAccumulator", "Long", "LongAccumulator", "Double", "DoubleAccumulator");
  private static final Set<String> MAKERS =
      Set.of("accumulator", "intAccumulator", "doubleAccumulator");

  @Override
  public void apply(Source source) {
    if (!source.names().touchEngine()) {
      return;
    }
    source.unit().findAll(MethodCallExpr.class).forEach(call -> portCall(source, call));
    source.unit().findAll(ClassOrInterfaceType.class).stream()
        .filter(type -> source.names().isEngineType(type, LegacyNames.ACCUMULATOR))
        .forEach(type -> portType(source, type));
    source.unit().getImports().forEach(declaration -> portImport(source, declaration));
  }

  private static void portCall(Source source, MethodCallExpr call) {
    String name = call.getNameAsString();
    if (MAKERS.contains(name) && call.getScope().isPresent() && !call.getArguments().isEmpty()) {
      if (!isText(call.getArgument(0))) {
        portMaker(source, call);
      }
      return;
    }
    Optional<ClassOrInterfaceType> accumulator =
        call.getScope()
            .flatMap(EngineCalls::declaredType)
            .filter(type -> source.names().isEngineType(type, LegacyNames.ACCUMULATOR))
            .map(ClassOrInterfaceType.class::cast);
    if (accumulator.isEmpty()) {
      return;
    }
    if (name.equals("value") || name.equals("localValue")) {
      source.replace(call.getName(), "value");
      if (element(accumulator.get()).equals("Integer")) {
        source.insertAfter(call, ".intValue()");
      }
    } else if (name.equals("setValue")) {
      source.remark(
          call,
          "setValue of an accumulator",
          "accumulators only add",
          "call reset(), then add(...)");
    }
  }

  private static void portMaker(Source source, MethodCallExpr call) {
    Expression initial = call.getArgument(0);
    if (call.getArguments().size() > 2 || !isZero(initial)) {
      source.remark(
          call,
          call.toString(),
          "accumulators begin at zero, and have no parameter object",
          "use sc().longAccumulator(), doubleAccumulator() or collectionAccumulator()"
              + " and add the first value");
      return;
    }
    boolean onScala = EngineCalls.receiver(source, call).filter("SparkContext"::equals).isPresent();
    boolean ofDoubles =
        call.getNameAsString().equals("doubleAccumulator") || initial.isDoubleLiteralExpr();
    String made = (onScala ? "" : "sc().") + (ofDoubles ? "double" : "long") + "Accumulator";
    source.replace(call.getName(), made);
    boolean named = call.getArguments().size() == 2;
    int end = named ? source.text().start(call.getArgument(1)) : source.text().end(initial);
    source.edits().delete(source.text().start(initial), end);
    source.change(call, "an accumulator is a " + (ofDoubles ? "double" : "long") + "Accumulator");
  }

  /** Makers of today take a name only. */
  private static boolean isText(Expression argument) {
    return argument.isStringLiteralExpr()
        || argument.isBinaryExpr()
        || EngineCalls.declaredType(argument)
            .filter(t -> t.asString().equals("String"))
            .isPresent();
  }

  private static boolean isZero(Expression initial) {
    return initial.toString().matches("0[lLdD]?|0?\\.0+[dD]?|0\\.[dD]?");
  }

  private static String element(ClassOrInterfaceType type) {
    return type.getTypeArguments().flatMap(NodeList<Type>::getFirst).map(Type::toString).orElse("");
  }

  private static void portType(Source source, ClassOrInterfaceType type) {
    String replacement = BY_ELEMENT.get(element(type));
    if (replacement == null) {
      source.remark(
          type,
          type.toString(),
          "there are accumulators of long, of double and of lists",
          "use LongAccumulator, DoubleAccumulator, CollectionAccumulator, or extend AccumulatorV2");
      return;
    }
    source.replace(type, source.imports().use(LegacyNames.OURS + ".util." + replacement));
    source.change(type, type + " is " + replacement);
  }

  /** The import is that of the first type that stands for it; it goes where none does. */
  private static void portImport(Source source, ImportDeclaration declaration) {
    boolean ofAccumulator =
        !declaration.isStatic()
            && LegacyNames.afterPrefix(declaration.getNameAsString())
                .filter(LegacyNames.ACCUMULATOR::equals)
                .isPresent();
    if (!ofAccumulator) {
      return;
    }
    List<String> used =
        source.unit().findAll(ClassOrInterfaceType.class).stream()
            .filter(type -> source.names().isEngineType(type, LegacyNames.ACCUMULATOR))
            .map(type -> BY_ELEMENT.getOrDefault(element(type), "AccumulatorV2"))
            .distinct()
            .toList();
    String first = used.isEmpty() ? "LongAccumulator" : used.get(0);
    source.replace(declaration.getName(), LegacyNames.OURS + ".util." + first);
    source.imports().imported(LegacyNames.OURS + ".util." + first);
    source.change(declaration, "the import of Accumulator is that of " + first);
  }
}

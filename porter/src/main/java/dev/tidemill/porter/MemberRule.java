package dev.tidemill.porter;

import com.github.javaparser.ast.NodeList;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import java.util.Map;
import java.util.Optional;

/** Methods that have had another name since the early versions. */
final class MemberRule implements Rule {
  private static final String STREAM = "streaming.api.java.Java(Pair)?(Receiver)?(Input)?DStream";
  private static final String DATASET = "api.java.Java(Pair|Double)?RDD";

  private record Renamed(String receiver, String from, int arguments, String to) {}

  private static final Renamed[] RENAMED = {
    new Renamed(STREAM, "foreach", 1, "foreachRDD"),
    new Renamed(DATASET, "toArray", 0, "collect"),
    new Renamed(DATASET, "splits", 0, "partitions"),
    new Renamed("streaming.api.java.JavaStreamingContext", "sc", 0, "sparkContext"),
  };

  /** Until 0.9 one name stood for three methods, told apart by the function's class. */
  private static final Map<String, String> BY_FUNCTION =
      Map.of(
          "map PairFunction", "mapToPair",
          "map DoubleFunction", "mapToDouble",
          "flatMap PairFlatMapFunction", "flatMapToPair",
          "flatMap DoubleFlatMapFunction", "flatMapToDouble",
          "mapPartitions PairFlatMapFunction", "mapPartitionsToPair");

  @Override
  public void apply(Source source) {
    for (MethodCallExpr call : source.unit().findAll(MethodCallExpr.class)) {
      byFunction(source, call)
          .or(() -> renamed(source, call))
          .ifPresent(
              name -> {
                source.replace(call.getName(), name);
                source.change(call.getName(), call.getNameAsString() + " is " + name);
              });
    }
  }

  private static Optional<String> renamed(Source source, MethodCallExpr call) {
    for (Renamed renamed : RENAMED) {
      if (call.getNameAsString().equals(renamed.from())
          && call.getArguments().size() == renamed.arguments()
          && EngineCalls.receiver(source, call)
              .filter(type -> type.matches(renamed.receiver()))
              .isPresent()) {
        return Optional.of(renamed.to());
      }
    }
    return Optional.empty();
  }

  private static Optional<String> byFunction(Source source, MethodCallExpr call) {
    if (call.getArguments().size() != 1
        || !(call.getArgument(0) instanceof ObjectCreationExpr creation)) {
      return Optional.empty();
    }
    if (call.getNameAsString().equals("foreach") && isOfDatasets(source, creation.getType())) {
      return Optional.of("foreachRDD");
    }
    return source
        .names()
        .engineType(creation.getType())
        .map(type -> type.substring(type.lastIndexOf('.') + 1))
        .map(type -> BY_FUNCTION.get(call.getNameAsString() + " " + type));
  }

  /** Streams had a foreach, which took functions of datasets. */
  private static boolean isOfDatasets(Source source, ClassOrInterfaceType function) {
    return source.names().engineType(function).isPresent()
        && function
            .getTypeArguments()
            .flatMap(NodeList<Type>::getFirst)
            .flatMap(source.names()::engineType)
            .filter(type -> type.matches(DATASET))
            .isPresent();
  }
}

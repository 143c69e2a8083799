package dev.tidemill.porter;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.type.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls that compile no more, or are refused when they run. */
final class MissingMemberRule implements Rule {
  static final String CONTEXT = "streaming.api.java.JavaStreamingContext";

  /** Methods of the streaming context that are not there. */
  static final Map<String, String> SOURCES =
      Map.of(
          "fileStream", "use textFileStream for lines, or an InputDStream of your own",
          "binaryRecordsStream", "use an InputDStream of your own over binaryRecords",
          "socketStream", "read the socket in a Receiver (receiverStream)",
          "rawSocketStream", "read the socket in a Receiver (receiverStream)",
          "actorStream", "receive in a Receiver (receiverStream)");

  /** Methods of a session that lead to tables. */
  static final Set<String> TABLES =
      Set.of(
          "sql",
          "table",
          "emptyDataFrame",
          "createDataFrame",
          "createDataset",
          "range",
          "read",
          "readStream",
          "udf",
          "catalog",
          "sqlContext");

  private static final Set<String> MASTERS = Set.of("setMaster", "master");

  @Override
  public void apply(Source source) {
    for (MethodCallExpr call : source.unit().findAll(MethodCallExpr.class)) {
      String name = call.getNameAsString();
      Optional<String> receiver = EngineCalls.receiver(source, call);
      if (SOURCES.containsKey(name) && isContext(source, call, receiver)) {
        source.remark(
            call.getName(), "JavaStreamingContext." + name, "it is not there", SOURCES.get(name));
      } else if (TABLES.contains(name) && receiver.filter("sql.SparkSession"::equals).isPresent()) {
        Advice advice = Unported.advice("org.apache.spark.sql");
        source.remark(call.getName(), "SparkSession." + name, advice.why(), advice.remedy());
      } else if (MASTERS.contains(name) || setsMaster(call)) {
        call.getArguments().forEach(argument -> remarkMaster(source, argument));
      }
    }
    source.unit().findAll(StringLiteralExpr.class).stream()
        .filter(literal -> literal.getValue().matches("spark://.*|mesos://.*|k8s://.*"))
        .forEach(literal -> remarkMaster(source, literal));
  }

  private static boolean setsMaster(MethodCallExpr call) {
    return call.getArguments().size() == 2
        && call.getArgument(0) instanceof StringLiteralExpr key
        && key.getValue().equals("spark.master");
  }

  private static boolean isContext(Source source, MethodCallExpr call, Optional<String> receiver) {
    Optional<Type> declared = call.getScope().flatMap(EngineCalls::declaredType);
    return declared.isPresent()
        ? receiver.filter(CONTEXT::equals).isPresent()
        : call.getScope().isPresent() && source.names().touchEngine();
  }

  private static void remarkMaster(Source source, Expression argument) {
    if (argument instanceof StringLiteralExpr literal
        && literal.getValue().matches("(spark|mesos|k8s)://.*|yarn.*")) {
      source.remark(
          literal,
          "the master " + literal.getValue(),
          "everything runs in one process",
          "remove it (all cores are used then), or say local[n]");
    }
  }
}

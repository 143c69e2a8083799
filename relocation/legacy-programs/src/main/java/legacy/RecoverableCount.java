package legacy;

import java.nio.file.Paths;
import org.apache.spark.api.java.function.Function0;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** A context that is made, or made again. */
public class RecoverableCount {
  static final Object LOCK = new Object();

  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    String checkpoint = Paths.get(args[1], "checkpoint").toUri().toString();
    String input = Paths.get(args[1]).toUri().toString();
    Function0<JavaStreamingContext> create =
        () -> {
          JavaStreamingContext context = Inputs.context("recoverable");
          context.checkpoint(checkpoint);
          context.textFileStream(input).map(String::length).count().print();
          report.line("made");
          return context;
        };
    JavaStreamingContext context = JavaStreamingContext.getOrCreate(checkpoint, create);
    context.start();
    context.awaitTerminationOrTimeout(500);
    context.stop(true, true);
    report.line("state " + context.getState());
    report.write();
  }
}

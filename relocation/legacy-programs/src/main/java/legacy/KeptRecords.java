package legacy;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.apache.spark.api.java.Optional;
import org.apache.spark.api.java.function.Function3;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** A state of the program's own class, which the next run goes on with. */
public class KeptRecords {
  static class Total implements Serializable {
    private static final long serialVersionUID = 1L;
    int sum;
    Tuple2<String, Integer> last;
  }

  private static Report report;

  static JavaStreamingContext create(Path input, String checkpoint) {
    JavaStreamingContext context = Inputs.context("kept");
    context.checkpoint(checkpoint);
    Function3<String, Optional<Integer>, State<Total>, String> mapping =
        (word, one, state) -> {
          Total total = state.exists() ? state.get() : new Total();
          total.sum += one.get();
          total.last = new Tuple2<>(word, total.sum);
          state.update(total);
          return total.last.toString();
        };
    context
        .textFileStream(input.toUri().toString())
        .mapToPair(word -> new Tuple2<>(word, 1))
        .mapWithState(StateSpec.function(mapping))
        .foreachRDD(dataset -> report.batch(dataset.collect()));
    return context;
  }

  public static void main(String[] args) throws Exception {
    report = new Report(args[0]);
    Path input = Files.createDirectories(Paths.get(args[1], "input"));
    String checkpoint = Paths.get(args[1], "checkpoint").toUri().toString();
    JavaStreamingContext context =
        JavaStreamingContext.getOrCreate(checkpoint, () -> create(input, checkpoint));
    context.start();
    Report.putFile(input, "words" + System.nanoTime() + ".txt", "a", "b");
    report.await(1);
    context.stop(true, true);
    report.write();
  }
}

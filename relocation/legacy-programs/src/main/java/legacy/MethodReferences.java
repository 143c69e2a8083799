package legacy;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** References to static methods, to methods of an object, to constructors. */
public class MethodReferences implements java.io.Serializable {
  private final String separator;

  MethodReferences(String separator) {
    this.separator = separator;
  }

  static Iterator<String> words(String line) {
    return Arrays.asList(line.split(" ")).iterator();
  }

  static Tuple2<String, Integer> one(String word) {
    return new Tuple2<>(word, 1);
  }

  String shown(Tuple2<String, Integer> pair) {
    return pair._1() + separator + pair._2;
  }

  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    MethodReferences shown = new MethodReferences("=");
    JavaStreamingContext context = Inputs.context("references");
    Inputs.lines(context, "a b|b c")
        .map(String::trim)
        .flatMap(MethodReferences::words)
        .mapToPair(MethodReferences::one)
        .reduceByKey(Integer::sum)
        .map(shown::shown)
        .map(StringBuilder::new)
        .map(StringBuilder::reverse)
        .map(StringBuilder::toString)
        .foreachRDD(dataset -> report.batch(dataset.collect()));
    report.run(context, 1);
  }
}

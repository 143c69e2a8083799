package legacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** Functions as they were written before there were lambdas. */
public class AnonymousClasses {
  public static void main(String[] args) throws Exception {
    final Report report = new Report(args[0]);
    JavaStreamingContext context = Inputs.context("anonymous");
    Inputs.lines(context, "a b|b c", "d")
        .transform(
            new Function<JavaRDD<String>, JavaRDD<String>>() {
              @Override
              public JavaRDD<String> call(JavaRDD<String> lines) {
                return lines.map(
                    new Function<String, String>() {
                      @Override
                      public String call(String line) {
                        return line.toUpperCase();
                      }
                    });
              }
            })
        .flatMap(
            new FlatMapFunction<String, String>() {
              @Override
              public Iterator<String> call(String line) {
                return Arrays.asList(line.split(" ")).iterator();
              }
            })
        .mapToPair(
            new PairFunction<String, String, Integer>() {
              @Override
              public Tuple2<String, Integer> call(String word) {
                return new Tuple2<String, Integer>(word, 1);
              }
            })
        .reduceByKey(
            new Function2<Integer, Integer, Integer>() {
              @Override
              public Integer call(Integer left, Integer right) {
                return left + right;
              }
            })
        .flatMapToPair(
            new PairFlatMapFunction<Tuple2<String, Integer>, Integer, String>() {
              @Override
              public Iterator<Tuple2<Integer, String>> call(Tuple2<String, Integer> pair) {
                List<Tuple2<Integer, String>> swapped = new ArrayList<>();
                swapped.add(pair.swap());
                return swapped.iterator();
              }
            })
        .foreachRDD(
            new VoidFunction<JavaPairRDD<Integer, String>>() {
              @Override
              public void call(JavaPairRDD<Integer, String> dataset) {
                report.batch(dataset.collect());
              }
            });
    report.run(context, 2);
  }
}

package legacy;

import java.io.Serializable;
import java.util.Comparator;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;
import scala.Tuple3;

/** Functions that are classes with a name and fields. */
public class NamedFunctions {
  static class Sum implements Function2<Integer, Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer call(Integer left, Integer right) {
      return left + right;
    }
  }

  static class Keyed implements PairFunction<String, Integer, Integer> {
    private final int times;

    Keyed(int times) {
      this.times = times;
    }

    @Override
    public Tuple2<Integer, Integer> call(String line) {
      return new Tuple2<>(line.length(), times);
    }
  }

  static class Triple
      implements Function<Tuple2<Integer, Integer>, Tuple3<Integer, Integer, String>> {
    @Override
    public Tuple3<Integer, Integer, String> call(Tuple2<Integer, Integer> pair) {
      return new Tuple3<>(pair._1(), pair._2(), "x" + (pair._1 + pair._2));
    }
  }

  static class ByThird implements Comparator<Tuple3<Integer, Integer, String>>, Serializable {
    @Override
    public int compare(
        Tuple3<Integer, Integer, String> left, Tuple3<Integer, Integer, String> right) {
      return left._3().compareTo(right._3());
    }
  }

  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    JavaStreamingContext context = Inputs.context("named");
    Inputs.lines(context, "aa|b|cc|ddd")
        .mapToPair(new Keyed(10))
        .reduceByKey(new Sum(), new HashPartitioner(2))
        .map(new Triple())
        .foreachRDD(
            dataset -> {
              if (dataset.partitions().size() > 0 && !dataset.isEmpty()) {
                report.line("last: " + dataset.max(new ByThird()));
              }
            });
    report.run(context, 1);
  }
}

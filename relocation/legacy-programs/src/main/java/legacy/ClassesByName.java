package legacy;

import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;

/** Classes that are named in texts. */
public class ClassesByName {
  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Class<?> function = Class.forName("org.apache.spark.api.java.function.Function");
    report.line("found " + (function == Function.class));
    report.line("found " + (Class.forName("scala.Tuple2", true, loader) == scala.Tuple2.class));
    report.line(
        "found "
            + (loader.loadClass("org.apache.spark.api.java.JavaRDD")
                == org.apache.spark.api.java.JavaRDD.class));
    SparkConf conf = new SparkConf().setAppName("names");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      report.line(
          "data " + context.parallelize(Arrays.asList("org.apache.spark.rdd.RDD")).collect());
    }
    report.write();
  }
}

package legacy;

import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.storage.StorageLevel$;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.Durations$;
import org.apache.spark.streaming.Seconds$;

/** Calls as Scala's compiler makes them. */
public class CompanionObjects {
  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    Duration second = Durations$.MODULE$.seconds(1);
    report.line("the same " + second.equals(Seconds$.MODULE$.apply(1)));
    StorageLevel level = StorageLevel$.MODULE$.MEMORY_ONLY();
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf().setAppName("objects"))) {
      long count = context.parallelize(Arrays.asList(1, 2)).persist(level).count();
      report.line("count " + count);
    }
    report.write();
  }
}

package legacy;

import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.TorrentBroadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;

/** Uses what Tidemill does not have. It is checked, and never run. */
public class NotOffered {
  static class Own extends LongAccumulator {}

  static void tables(SparkSession session) {
    Dataset<Row> rows = session.sql("select 1");
    rows.show();
  }

  static Object inner(JavaSparkContext context) {
    SparkEnv env = SparkEnv.get();
    return Arrays.asList(env, context.env(), context.sc().jars(), TorrentBroadcast.class);
  }

  static int level() {
    return StorageLevel.MEMORY_ONLY().toInt();
  }

  static Object scala(JavaSparkContext context) {
    return context.parallelize(Arrays.asList(1)).classTag();
  }

  public static void main(String[] args) {
    JavaSparkContext context = new JavaSparkContext(new SparkConf());
    inner(context);
    System.out.println(context.env());
  }
}

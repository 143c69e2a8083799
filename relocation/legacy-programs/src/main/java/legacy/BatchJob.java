package legacy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/** A program without streams. */
public class BatchJob {
  static class ByFirstLetter extends Partitioner {
    @Override
    public int numPartitions() {
      return 2;
    }

    @Override
    public int getPartition(Object key) {
      return key.toString().charAt(0) % 2;
    }
  }

  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    Path file = Paths.get(args[1], "words.txt");
    Files.write(file, Arrays.asList("b a", "c b", "a a"));
    try (JavaSparkContext context = new JavaSparkContext(new SparkConf().setAppName("batch"))) {
      JavaRDD<String> words =
          context
              .textFile(file.toString(), 2)
              .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
              .persist(StorageLevel.MEMORY_AND_DISK());
      JavaPairRDD<String, Integer> counts =
          words
              .mapToPair(word -> new Tuple2<>(word, 1))
              .reduceByKey(new ByFirstLetter(), Integer::sum);
      report.line("partitions " + counts.rdd().partitions().length);
      report.line("sorted " + counts.sortByKey(false).collect());
      JavaPairRDD<String, String> names =
          context.parallelizePairs(
              Arrays.asList(new Tuple2<>("a", "first"), new Tuple2<>("z", "last")));
      report.line("joined " + counts.join(names).collectAsMap());
      JavaPairRDD<String, Tuple2<Integer, Optional<String>>> outer = counts.leftOuterJoin(names);
      long without = outer.filter(pair -> !pair._2()._2().isPresent()).count();
      report.line("without name " + without);
      JavaDoubleRDD lengths = words.mapToDouble(String::length);
      report.line("mean " + lengths.mean() + ", max " + lengths.max());
      report.line(
          "in tasks "
              + words
                  .mapPartitions(all -> Arrays.asList(TaskContext.getPartitionId()).iterator())
                  .distinct()
                  .count());
      report.line("folded " + words.map(String::length).fold(0, Integer::sum));
      report.line("name " + words.rdd().toJavaRDD().setName("words").name());
      words.unpersist();
    }
    report.write();
  }
}

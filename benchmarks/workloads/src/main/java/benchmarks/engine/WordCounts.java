package benchmarks.engine;

import benchmarks.workload.Checksum;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import java.util.Arrays;
import java.util.List;

/** The word count that several workloads share. */
final class WordCounts {
  private WordCounts() {}

  static JavaPairRDD<String, Integer> of(JavaRDD<String> lines) {
    return lines
        .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKey(Integer::sum);
  }

  static long checksum(List<Tuple2<String, Integer>> counts) {
    Checksum checksum = new Checksum();
    for (Tuple2<String, Integer> count : counts) {
      checksum.add(count._1(), count._2());
    }
    return checksum.value();
  }
}

package benchmarks.engine;

import benchmarks.data.KeyedInputs;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaSparkContext;

/** The records of a side, made into tuples by the tasks. */
final class KeyedRecords {
  private KeyedRecords() {}

  static JavaPairRDD<String, Integer> of(JavaSparkContext context, int side) {
    return Parts.of(context)
        .mapPartitions(part -> KeyedInputs.part(side, part.next()))
        .mapToPair(entry -> new Tuple2<>(entry.getKey(), entry.getValue()));
  }
}

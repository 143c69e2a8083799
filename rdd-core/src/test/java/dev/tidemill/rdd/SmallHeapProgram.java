package dev.tidemill.rdd;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.storage.StorageLevel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Moves, groups and sorts more than its heap holds, and says of each operator whether the result
 * was right and whether the disk was used. Its argument is the directory for what does not fit.
 */
final class SmallHeapProgram {
  private static final int PARTS = 6;
  private static final int KEYS = 72_000;
  private static final int TIMES = 3;
  private static final String PADDING = "some text that makes the value large enough ";

  private final JavaSparkContext context;

  private SmallHeapProgram(JavaSparkContext context) {
    this.context = context;
  }

  public static void main(String[] arguments) {
    SparkConf conf =
        new SparkConf(false)
            .setMaster("local[2]")
            .setAppName("small heap")
            .set("spark.local.dir", arguments[0])
            .set("tidemill.memory.tasks", "4m")
            .set("tidemill.memory.cache", "3m");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      new SmallHeapProgram(context).runAll();
      System.out.println("held: " + context.sc().workspace().budget().held());
      System.out.println("files: " + context.sc().workspace().files().openFiles());
    }
  }

  private void runAll() {
    JavaPairRDD<Integer, String> pairs = pairs(TIMES);
    check("reduceByKey", KEYS, pairs.reduceByKey((a, b) -> a, 4).map(SmallHeapProgram::isPair));
    check("groupByKey", KEYS, pairs.groupByKey(4).map(SmallHeapProgram::isGroup));
    check(
        "join",
        2 * KEYS,
        pairs(1).join(pairs(2), 4).map(p -> isPair(p._1, p._2._1) && isPair(p._1, p._2._2)));
    check("sortByKey", 4, pairs.sortByKey(true, 4).mapPartitions(SmallHeapProgram::isSorted));
    check("repartition", TIMES * KEYS, pairs.repartition(5).map(SmallHeapProgram::isPair));
    check("distinct", KEYS, pairs.distinct(4).map(SmallHeapProgram::isPair));
    keep("cache", StorageLevel.MEMORY_ONLY());
    keep("cache with disk", StorageLevel.MEMORY_AND_DISK());
    keep("disk", StorageLevel.DISK_ONLY());
  }

  private void keep(String name, StorageLevel level) {
    JavaPairRDD<Integer, String> kept = pairs(TIMES).persist(level);
    check(name, TIMES * KEYS, kept.map(SmallHeapProgram::isPair));
    long right = kept.filter(SmallHeapProgram::isPair).count();
    System.out.println(name + " again: " + (right == TIMES * KEYS ? "right" : right));
    kept.unpersist();
  }

  /** Every key so many times, far from each other; made as they are read. */
  private JavaPairRDD<Integer, String> pairs(int times) {
    List<Integer> parts = IntStream.range(0, PARTS).boxed().toList();
    int each = KEYS * times / PARTS;
    return context
        .parallelize(parts, PARTS)
        .flatMapToPair(
            part ->
                IntStream.range(part * each, part * each + each)
                    .map(i -> (int) (i * 7_919L % KEYS))
                    .mapToObj(key -> new Tuple2<>(key, PADDING + key))
                    .iterator());
  }

  private static boolean isPair(Tuple2<Integer, String> pair) {
    return isPair(pair._1, pair._2);
  }

  private static boolean isPair(Integer key, String value) {
    return value.equals(PADDING + key);
  }

  private static boolean isGroup(Tuple2<Integer, Iterable<String>> group) {
    List<String> values = StreamSupport.stream(group._2.spliterator(), false).toList();
    return values.size() == TIMES && values.stream().allMatch(value -> isPair(group._1, value));
  }

  /** Whether each key comes as often as it should, after the one before it. */
  private static Iterator<Boolean> isSorted(Iterator<Tuple2<Integer, String>> pairs) {
    List<Boolean> right = new ArrayList<>(List.of(true));
    int last = -1;
    int times = TIMES;
    while (pairs.hasNext()) {
      int key = pairs.next()._1;
      boolean again = key == last && times < TIMES;
      boolean next = times == TIMES && (key == last + 1 || last == -1);
      right.set(0, right.get(0) && (again || next));
      times = again ? times + 1 : 1;
      last = key;
    }
    right.set(0, right.get(0) && times == TIMES);
    return right.iterator();
  }

  private void check(String operator, long expected, JavaRDD<Boolean> answers) {
    long before = context.sc().workspace().files().bytesWritten();
    long right = answers.filter(answer -> answer).count();
    boolean onDisk = context.sc().workspace().files().bytesWritten() > before + 1_000_000;
    System.out.println(
        operator + ": " + (right == expected ? "right" : right) + (onDisk ? ", on disk" : ""));
  }
}

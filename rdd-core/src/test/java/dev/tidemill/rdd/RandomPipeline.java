package dev.tidemill.rdd;

import dev.tidemill.TaskContext;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.plan.KeyOrder;
import dev.tidemill.core.plan.RangeBounds;
import dev.tidemill.core.plan.RangeBounds.Weighted;
import dev.tidemill.storage.StorageLevel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes random chains of operators in two forms: as a dataset, and worked out at once over plain
 * lists, one for each partition. The functions change the records they get, as programs do, so a
 * record that is handed out twice is found.
 */
final class RandomPipeline {
  private static final int MANY = 200;
  private static final List<String> LEVELS =
      List.of("MEMORY_ONLY", "MEMORY_ONLY_SER", "MEMORY_AND_DISK", "DISK_ONLY");

  /** A dataset, and the same as partitions of plain lists. */
  record Both(JavaRDD<Box> dataset, List<List<Box>> model, String text) {
    List<List<Box>> copyOfModel() {
      return copyOf(model);
    }

    int size() {
      return model.stream().mapToInt(List::size).sum();
    }

    JavaPairRDD<Integer, Box> pairs() {
      return dataset.mapToPair(box -> new Tuple2<>(box.key, box));
    }

    Both then(JavaRDD<Box> next, List<List<Box>> nextModel, String operator) {
      return new Both(next, nextModel, text + ", " + operator);
    }
  }

  /** What is done with one partition, whole. */
  private interface OfPartition extends Serializable {
    List<Box> apply(List<Box> partition);
  }

  private final JavaSparkContext context;
  private final Random random;

  RandomPipeline(JavaSparkContext context, long seed) {
    this.context = context;
    this.random = new Random(seed);
  }

  Both make() {
    Both both = source();
    for (int steps = 1 + random.nextInt(7); steps > 0; steps--) {
      both = step(both);
    }
    return both;
  }

  private static List<List<Box>> copyOf(List<List<Box>> model) {
    return model.stream().map(part -> part.stream().map(Box::copy).toList()).toList();
  }

  private int partitions() {
    return 1 + random.nextInt(5);
  }

  private Both source() {
    int count = random.nextInt(30);
    int partitions = partitions();
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    List<List<Box>> model = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      List<Integer> slice = numbers.subList(count * i / partitions, count * (i + 1) / partitions);
      model.add(slice.stream().map(RandomPipeline::box).toList());
    }
    String text = count + " in " + partitions;
    return random.nextBoolean()
        ? new Both(
            context.parallelize(numbers, partitions).map(RandomPipeline::box),
            model,
            text + " made")
        : new Both(
            context.parallelize(numbers.stream().map(RandomPipeline::box).toList(), partitions),
            model,
            text + " given");
  }

  private static Box box(int number) {
    return new Box(number % 5, List.of(number));
  }

  private Both step(Both both) {
    return switch (random.nextInt(19)) {
      case 0, 1 -> map(both, 1 + random.nextInt(3));
      case 2 -> filter(both, random.nextInt(4));
      case 3 -> flatMap(both, 2 + random.nextInt(2));
      case 4 -> overPartitions(both, "reverse", RandomPipeline::reversed);
      case 5 -> overPartitions(both, "first two", part -> part.stream().limit(2).toList());
      case 6 -> union(both, source());
      case 7 -> both.size() > MANY ? filter(both, 0) : union(both, both);
      case 8 -> reduceByKey(both, partitions());
      case 9 -> groupByKey(both, partitions());
      case 10 -> both.size() > MANY ? filter(both, 1) : join(both, source(), partitions());
      case 11 -> cogroup(both, source(), partitions());
      case 12 -> distinct(both, partitions());
      case 13 -> sort(both, random.nextBoolean(), partitions());
      case 14 -> coalesce(both, partitions());
      case 15 -> repartition(both, partitions());
      case 16 -> zipWithIndex(both);
      case 17 -> persist(both, LEVELS.get(random.nextInt(LEVELS.size())));
      default -> failing(both, random.nextInt(5), 1 + random.nextInt(3));
    };
  }

  private static Both map(Both both, int step) {
    List<List<Box>> model = both.copyOfModel();
    model.forEach(part -> part.forEach(box -> changed(box, step)));
    return both.then(both.dataset().map(box -> changed(box, step)), model, "map " + step);
  }

  private static Box changed(Box box, int step) {
    box.key = (box.key + step) % 7;
    box.values.add(step);
    return box;
  }

  /** A task that meets this key fails as often as said, in the midst of its work. */
  private static Both failing(Both both, int key, int times) {
    List<List<Box>> model = both.copyOfModel();
    model.forEach(part -> part.forEach(box -> changed(box, 1)));
    JavaRDD<Box> dataset =
        both.dataset()
            .map(
                box -> {
                  if (box.key == key && TaskContext.get().attemptNumber() < times) {
                    throw new IllegalStateException("to be tried again");
                  }
                  return changed(box, 1);
                });
    return both.then(dataset, model, "fail " + times + " times at " + key);
  }

  private static Both persist(Both both, String level) {
    JavaRDD<Box> another = both.dataset().map(box -> box); // it may be kept already
    return both.then(
        another.persist(StorageLevel.fromString(level)), both.model(), "persist " + level);
  }

  private static Both filter(Both both, int remainder) {
    List<List<Box>> model =
        both.copyOfModel().stream()
            .map(part -> part.stream().filter(box -> box.key % 4 != remainder).toList())
            .toList();
    return both.then(
        both.dataset().filter(box -> box.key % 4 != remainder), model, "filter " + remainder);
  }

  private static Both flatMap(Both both, int divisor) {
    List<List<Box>> model = new ArrayList<>();
    for (List<Box> part : both.copyOfModel()) {
      List<Box> out = new ArrayList<>();
      part.forEach(box -> expanded(box, divisor).forEachRemaining(out::add));
      model.add(out);
    }
    return both.then(
        both.dataset().flatMap(box -> expanded(box, divisor)), model, "flatMap " + divisor);
  }

  private static Iterator<Box> expanded(Box box, int divisor) {
    return switch (box.key % divisor) {
      case 0 -> List.<Box>of().iterator();
      case 1 -> List.of(box, new Box(box.key + 1, box.values)).iterator();
      default -> List.of(box).iterator();
    };
  }

  private static Both overPartitions(Both both, String name, OfPartition operator) {
    JavaRDD<Box> dataset =
        both.dataset()
            .mapPartitions(
                all -> {
                  List<Box> part = new ArrayList<>();
                  all.forEachRemaining(part::add);
                  return operator.apply(part).iterator();
                });
    return both.then(dataset, both.copyOfModel().stream().map(operator::apply).toList(), name);
  }

  private static List<Box> reversed(List<Box> part) {
    List<Box> reversed = new ArrayList<>(part);
    Collections.reverse(reversed);
    return reversed;
  }

  private static Both union(Both a, Both b) {
    List<List<Box>> model = new ArrayList<>(a.copyOfModel());
    model.addAll(b.copyOfModel());
    return new Both(
        a.dataset().union(b.dataset()), model, "(" + a.text() + ") union (" + b.text() + ")");
  }

  /** Every box to the partition of its target, in the order of the partitions they come from. */
  private static List<List<Box>> moved(
      List<List<Box>> model, int partitions, ToIntFunction<Box> hash) {
    List<List<Box>> targets = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      targets.add(new ArrayList<>());
    }
    model.forEach(
        part ->
            part.forEach(
                box -> targets.get(Math.floorMod(hash.applyAsInt(box), partitions)).add(box)));
    return targets;
  }

  private static List<Box> merged(List<Box> part) {
    Map<Integer, Box> byKey = new LinkedHashMap<>();
    part.forEach(box -> byKey.merge(box.key, box, Box::merged));
    return List.copyOf(byKey.values());
  }

  private static Both reduceByKey(Both both, int partitions) {
    List<List<Box>> within = both.copyOfModel().stream().map(RandomPipeline::merged).toList();
    List<List<Box>> model =
        moved(within, partitions, box -> box.key).stream().map(RandomPipeline::merged).toList();
    return both.then(
        both.pairs().reduceByKey(Box::merged, partitions).values(),
        model,
        "reduceByKey " + partitions);
  }

  private static Both groupByKey(Both both, int partitions) {
    List<List<Box>> model =
        moved(both.copyOfModel(), partitions, box -> box.key).stream()
            .map(RandomPipeline::merged)
            .toList();
    JavaRDD<Box> dataset =
        both.pairs()
            .groupByKey(partitions)
            .map(
                group -> {
                  Iterator<Box> boxes = group._2.iterator();
                  Box first = boxes.next();
                  boxes.forEachRemaining(first::merged);
                  return first;
                });
    return both.then(dataset, model, "groupByKey " + partitions);
  }

  private static Both join(Both a, Both b, int partitions) {
    List<List<Box>> lefts = moved(a.copyOfModel(), partitions, box -> box.key);
    List<List<Box>> rights = moved(b.copyOfModel(), partitions, box -> box.key);
    List<List<Box>> model = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      List<Box> joined = new ArrayList<>();
      for (int key : keys(lefts.get(i), rights.get(i))) {
        for (Box left : ofKey(lefts.get(i), key)) {
          ofKey(rights.get(i), key).forEach(right -> joined.add(left.copy().merged(right)));
        }
      }
      model.add(joined);
    }
    JavaRDD<Box> dataset =
        a.pairs().join(b.pairs(), partitions).map(pair -> pair._2._1.copy().merged(pair._2._2));
    return a.then(dataset, model, "join (" + b.text() + ") in " + partitions);
  }

  /** In the order in which they are first met, those of the left before those of the right. */
  private static Iterable<Integer> keys(List<Box> left, List<Box> right) {
    return new LinkedHashSet<>(
        Stream.concat(left.stream(), right.stream()).map(box -> box.key).toList());
  }

  private static List<Box> ofKey(List<Box> part, int key) {
    return part.stream().filter(box -> box.key == key).toList();
  }

  private static Both cogroup(Both a, Both b, int partitions) {
    List<List<Box>> lefts = moved(a.copyOfModel(), partitions, box -> box.key);
    List<List<Box>> rights = moved(b.copyOfModel(), partitions, box -> box.key);
    List<List<Box>> model = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      List<Box> grouped = new ArrayList<>();
      for (int key : keys(lefts.get(i), rights.get(i))) {
        grouped.add(all(key, ofKey(lefts.get(i), key), ofKey(rights.get(i), key)));
      }
      model.add(grouped);
    }
    JavaRDD<Box> dataset =
        a.pairs().cogroup(b.pairs(), partitions).map(pair -> all(pair._1, pair._2._1, pair._2._2));
    return a.then(dataset, model, "cogroup (" + b.text() + ") in " + partitions);
  }

  private static Box all(int key, Iterable<Box> left, Iterable<Box> right) {
    Box all = new Box(key, List.of());
    left.forEach(all::merged);
    right.forEach(all::merged);
    return all;
  }

  private static Both distinct(Both both, int partitions) {
    List<List<Box>> within = both.copyOfModel().stream().map(RandomPipeline::once).toList();
    List<List<Box>> model =
        moved(within, partitions, box -> new Tuple2<>(box.key, box).hashCode()).stream()
            .map(RandomPipeline::once)
            .toList();
    return both.then(both.pairs().distinct(partitions).values(), model, "distinct " + partitions);
  }

  private static List<Box> once(List<Box> part) {
    return List.copyOf(new LinkedHashSet<>(part));
  }

  private static Both sort(Both both, boolean ascending, int ranges) {
    Comparator<Integer> order = KeyOrder.natural(ascending);
    List<Weighted<Integer>> sample =
        both.model().stream().flatMap(List::stream).map(box -> new Weighted<>(box.key, 1)).toList();
    List<Integer> bounds = RangeBounds.of(sample, ranges, order);
    List<List<Box>> model =
        moved(
            both.copyOfModel(),
            bounds.size() + 1,
            box -> (int) bounds.stream().filter(last -> order.compare(last, box.key) < 0).count());
    model.forEach(part -> part.sort((a, b) -> order.compare(a.key, b.key)));
    return both.then(
        both.pairs().sortByKey(ascending, ranges).values(),
        model,
        "sort " + (ascending ? "up" : "down") + " in " + ranges);
  }

  private static Both coalesce(Both both, int partitions) {
    int existing = both.model().size();
    int count = Math.min(partitions, existing);
    List<List<Box>> model = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      model.add(
          both.copyOfModel().subList(existing * i / count, existing * (i + 1) / count).stream()
              .flatMap(List::stream)
              .toList());
    }
    return both.then(both.pairs().coalesce(partitions).values(), model, "coalesce " + partitions);
  }

  private static Both repartition(Both both, int partitions) {
    List<List<Box>> targets = new ArrayList<>();
    for (int i = 0; i < partitions; i++) {
      targets.add(new ArrayList<>());
    }
    List<List<Box>> model = both.copyOfModel();
    for (int part = 0; part < model.size(); part++) {
      for (int i = 0; i < model.get(part).size(); i++) {
        targets.get((part + i) % partitions).add(model.get(part).get(i));
      }
    }
    return both.then(
        both.pairs().repartition(partitions).values(), targets, "repartition " + partitions);
  }

  private static Both zipWithIndex(Both both) {
    List<List<Box>> model = both.copyOfModel();
    int[] next = new int[1];
    model.forEach(part -> part.forEach(box -> box.values.add(next[0]++)));
    JavaRDD<Box> dataset =
        both.dataset()
            .zipWithIndex()
            .map(
                pair -> {
                  pair._1.values.add(pair._2.intValue());
                  return pair._1;
                });
    return both.then(dataset, model, "zipWithIndex");
  }
}

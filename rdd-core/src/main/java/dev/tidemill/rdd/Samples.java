package dev.tidemill.rdd;

import dev.tidemill.core.engine.Records;
import dev.tidemill.core.plan.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a number of records by chance, in one job: every record draws a ticket, and those with the
 * smallest tickets are a sample without replacement in random order. Memory is twice the sample.
 */
public final class Samples {
  private Samples() {}

  private record Ticket<T>(long number, T record) {}

  /** The tickets of one partition, and how many records there are. */
  private record Drawn<T>(List<Ticket<T>> tickets, long records) {}

  /** As many as asked for, or all if there are fewer and none may come twice. */
  public static <T> List<T> take(RDD<T> rdd, boolean withReplacement, int count, long seed) {
    if (count == 0) {
      return new ArrayList<>();
    }
    List<Drawn<T>> parts =
        PartitionResults.ofAll(
            "takeSample",
            rdd,
            (partition, records) -> drawn(records, count, Draws.of(seed, partition)));
    Smallest<Ticket<T>> smallest = byNumber(count);
    parts.forEach(part -> part.tickets().forEach(smallest::offer));
    List<T> distinct = new ArrayList<>();
    smallest.result().forEach(ticket -> distinct.add(ticket.record()));
    long records = parts.stream().mapToLong(Drawn::records).sum();
    return withReplacement ? repeated(distinct, records, count, Draws.of(seed)) : distinct;
  }

  private static <T> Smallest<Ticket<T>> byNumber(int count) {
    return new Smallest<>(count, Comparator.comparingLong(Ticket::number));
  }

  private static <T> Drawn<T> drawn(Records<T> records, int count, Draws draws) throws Exception {
    Smallest<Ticket<T>> smallest = byNumber(count);
    long[] passed = new long[1];
    records.forEach(
        record -> {
          smallest.offer(new Ticket<>(draws.bits(), record));
          passed[0]++;
          return true;
        });
    return new Drawn<>(List.copyOf(smallest.result()), passed[0]);
  }

  /**
   * Draws places with replacement and puts a record of the sample to each new place. Since the
   * sample is in random order, any record is as likely at a place as any other.
   */
  private static <T> List<T> repeated(List<T> distinct, long records, int count, Draws draws) {
    List<T> taken = new ArrayList<>();
    Map<Long, T> places = new HashMap<>();
    for (int i = 0; records > 0 && i < count; i++) {
      Long place = draws.below(records);
      if (!places.containsKey(place)) {
        places.put(place, distinct.get(places.size()));
      }
      taken.add(places.get(place));
    }
    return taken;
  }
}

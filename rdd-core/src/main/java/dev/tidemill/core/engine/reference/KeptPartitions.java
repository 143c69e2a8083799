package dev.tidemill.core.engine.reference;

import dev.tidemill.core.plan.Kept;
import dev.tidemill.core.plan.Plan;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Partitions of datasets that are to be kept: encoded, in memory, whatever their level says. */
final class KeptPartitions {
  private KeptPartitions() {}

  /** Those that have been made since the dataset was marked, by their numbers. */
  static Map<Integer, byte[]> under(Kept mark) {
    return mark.content(ConcurrentHashMap::new);
  }

  /** Whether the dataset is to be kept and all its partitions are there. */
  static boolean areWhole(Plan<?> plan) {
    return plan.kept().filter(mark -> under(mark).size() == plan.partitionCount()).isPresent();
  }

  static void drop(Plan<?> plan) {
    plan.kept().ifPresent(mark -> under(mark).clear());
  }
}

package dev.tidemill.core.plan;

import dev.tidemill.core.memory.Combiner;
import java.util.ArrayList;
import java.util.List;

/**
 * The values that one key has in each of several datasets, in the order of their records. A record,
 * so that it can go to disk like one.
 *
 * @param byDataset null where the key is not in the dataset
 */
public record Groups(List<Object>[] byDataset) {
  /** Gathers the values of a key; a value's source is its dataset. */
  static Combiner<Object, Groups> over(int datasets) {
    return new Combiner<>() {
      @Override
      @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no generic form
      public Groups create(int dataset, Object value) {
        return merge(new Groups(new List[datasets]), dataset, value);
      }

      @Override
      public Groups merge(Groups groups, int dataset, Object value) {
        List<Object> group = groups.byDataset[dataset];
        if (group == null) {
          group = new ArrayList<>(2);
          groups.byDataset[dataset] = group;
        }
        group.add(value);
        return groups;
      }
    };
  }

  boolean has(int dataset) {
    return byDataset[dataset] != null;
  }

  /** The values in one dataset; the caller knows their type. Empty if the key is not in it. */
  @SuppressWarnings("unchecked") // the caller names the dataset whose values these are
  public <V> Iterable<V> of(int dataset) {
    return has(dataset) ? (List<V>) byDataset[dataset] : List.of();
  }
}

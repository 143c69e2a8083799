package dev.tidemill.core.plan;

import dev.tidemill.core.memory.Combiner;
import java.util.ArrayList;
import java.util.List;

/** The values that one key has in each of several datasets, in the order of their records. */
public final class Groups {
  private final List<Object>[] groups;

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no generic form
  private Groups(int datasets) {
    this.groups = new List[datasets];
  }

  /** Gathers the values of a key; a value's source is its dataset. */
  static Combiner<Object, Groups> over(int datasets) {
    return new Combiner<>() {
      @Override
      public Groups create(int dataset, Object value) {
        return new Groups(datasets).with(dataset, value);
      }

      @Override
      public Groups merge(Groups groups, int dataset, Object value) {
        return groups.with(dataset, value);
      }
    };
  }

  private Groups with(int dataset, Object value) {
    List<Object> group = groups[dataset];
    if (group == null) {
      group = new ArrayList<>(2);
      groups[dataset] = group;
    }
    group.add(value);
    return this;
  }

  boolean has(int dataset) {
    return groups[dataset] != null;
  }

  /** The values in one dataset; the caller knows their type. Empty if the key is not in it. */
  @SuppressWarnings("unchecked") // the caller names the dataset whose values these are
  public <V> Iterable<V> of(int dataset) {
    return has(dataset) ? (List<V>) groups[dataset] : List.of();
  }
}

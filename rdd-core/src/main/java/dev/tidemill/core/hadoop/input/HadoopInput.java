package dev.tidemill.core.hadoop.input;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.hadoop.JobSettings;
import dev.tidemill.core.plan.NarrowPlans;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.task.TaskRun;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * What an input format of Hadoop reads: a partition for each of its splits. Every pair consists of
 * objects that nobody writes over, so they may be kept, collected and grouped.
 *
 * <p>The format is asked for its splits when a job first needs them, once. Thread-safe.
 */
public final class HadoopInput<K, V> implements SourceData<Tuple2<K, V>>, Serializable {
  private static final long serialVersionUID = 1L;
  private static final String TRACKER = "input"; // names no place, unlike that of an output

  private final String description;
  private final InputApi api;
  private final JobSettings settings;
  private final int atLeast;
  private List<InputPart> parts; // guarded by this; null until they were asked for

  /**
   * @param description for messages
   * @param conf given away
   * @param atLeast see {@link InputApi#splits}
   */
  public HadoopInput(String description, InputApi api, JobConf conf, int atLeast) {
    this.description = description;
    this.api = api;
    this.settings = new JobSettings(conf, attempt(0, 0));
    this.atLeast = atLeast;
  }

  private static TaskAttemptID attempt(int partition, int number) {
    return new TaskAttemptID(TRACKER, 0, TaskType.MAP, partition, number);
  }

  private synchronized List<InputPart> parts() {
    if (parts == null) {
      try {
        settings.askNoYarn();
        parts =
            List.copyOf(api.splits(settings.conf(), atLeast).stream().map(InputPart::new).toList());
      } catch (IOException failed) {
        throw Sneaky.thrown(failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw Sneaky.thrown(interrupted);
      }
    }
    return parts;
  }

  @Override
  public int partitionCount() {
    return parts().size();
  }

  @Override
  public Iterator<Tuple2<K, V>> open(int partition, TaskScope scope) throws Exception {
    return read(api, settings, parts().get(partition), partition, scope);
  }

  @Override
  public Optional<Reader<Tuple2<K, V>>> reader(int partition) {
    InputApi format = api;
    JobSettings own = settings;
    InputPart part = parts().get(partition);
    return Optional.of(scope -> read(format, own, part, partition, scope));
  }

  private static <K, V> Iterator<Tuple2<K, V>> read(
      InputApi api, JobSettings settings, InputPart part, int partition, TaskScope scope)
      throws IOException, InterruptedException {
    int number = TaskRun.current().map(run -> run.info().attempt()).orElse(0);
    TaskAttemptID attempt = attempt(partition, number);
    InputApi.PairReader reader = api.open(part.split(), settings.of(attempt), attempt);
    scope.onCompletion(reader::close);
    return new Pairs<>(reader);
  }

  /**
   * A function over the pairs of each partition that is told the split that they come from.
   *
   * @param pairs of this input, perhaps kept
   * @param splits the type that the format's splits are of
   */
  public <S, R> Plan<R> mapWithSplit(
      Plan<Tuple2<K, V>> pairs,
      Class<S> splits,
      Function2<S, Iterator<Tuple2<K, V>>, Iterator<R>> function,
      boolean keepsKeys) {
    return NarrowPlans.mapPartitionsWithIndex(
        "mapPartitionsWithInputSplit",
        pairs,
        (partition, records) -> function.call(splits.cast(parts().get(partition).split()), records),
        keepsKeys);
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    parts(); // who receives it is not to ask the format again
    out.defaultWriteObject();
  }

  @Override
  public String toString() {
    return description;
  }

  private static final class Pairs<K, V> implements Iterator<Tuple2<K, V>> {
    private final InputApi.PairReader reader;
    private boolean ready;
    private boolean ended;

    Pairs(InputApi.PairReader reader) {
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      if (!ready && !ended) {
        try {
          ready = reader.next();
        } catch (IOException | InterruptedException failed) {
          throw Sneaky.thrown(failed);
        }
        ended = !ready;
      }
      return ready;
    }

    @Override
    @SuppressWarnings("unchecked") // the types are what the program says of the format
    public Tuple2<K, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      ready = false;
      try {
        return new Tuple2<>((K) reader.key(), (V) reader.value());
      } catch (IOException | InterruptedException failed) {
        throw Sneaky.thrown(failed);
      }
    }
  }
}

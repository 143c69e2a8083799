package dev.tidemill.core.engine.reference;

import dev.tidemill.SparkException;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.UnencodableException;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.TaskScope;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A task as it travels: all that it takes to make one partition, the records of other tasks
 * included.
 *
 * @param steps the last one makes the partition
 */
record Task(int partition, List<Step> steps, Work work) implements Serializable {
  /**
   * What leaves a task.
   *
   * @param kept partitions that it has made which are to be kept, by the places of {@link
   *     Step.Keep}
   */
  record Output(List<byte[]> bytes, Map<Integer, byte[]> kept) {}

  Output run(Workspace workspace) throws Exception {
    Codec codec = workspace.codec();
    try (TaskScope scope = new TaskScope(workspace)) {
      Running running = new Running(steps, codec, scope, new HashMap<>());
      Iterator<?> records = running.open(steps.size() - 1);
      return new Output(work.run(partition, records, codec), running.kept());
    }
  }

  /** One run of the steps. */
  record Running(List<Step> steps, Codec codec, TaskScope scope, Map<Integer, byte[]> kept) {
    Iterator<?> open(int step) throws Exception {
      return steps.get(step).open(this);
    }

    byte[] kept(int place, int step) throws Exception {
      byte[] made = kept.get(place);
      if (made == null) {
        try {
          made = RecordBytes.of(open(step), codec);
        } catch (UnencodableException refused) {
          throw new SparkException("A record cannot be kept: " + refused.getMessage(), refused);
        }
        kept.put(place, made);
      }
      return made;
    }
  }
}

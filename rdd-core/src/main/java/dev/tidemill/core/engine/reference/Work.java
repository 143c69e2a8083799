package dev.tidemill.core.engine.reference;

import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.RecordWriter;
import dev.tidemill.core.codec.UnencodableException;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.Records;
import dev.tidemill.core.engine.Sink;
import dev.tidemill.core.engine.Targets;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What a task makes of the records of its partition: bytes that leave it. */
sealed interface Work extends Serializable {
  List<byte[]> run(int partition, Iterator<?> records, Codec codec) throws Exception;

  /** The result of the job for one partition. */
  record Answer<T, R>(String action, PartitionTask<T, R> task) implements Work {
    @Override
    public List<byte[]> run(int partition, Iterator<?> records, Codec codec) throws Exception {
      R result = task.run(partition, new Pulled<>(records));
      try {
        return List.of(codec.encode(result));
      } catch (UnencodableException refused) {
        throw new SparkException(
            "The result of " + action + " cannot leave its task: " + refused.getMessage(), refused);
      }
    }
  }

  /** The pairs for each partition of an exchange. */
  record Cut(Partitioner partitioner, int targets) implements Work {
    @Override
    public List<byte[]> run(int partition, Iterator<?> records, Codec codec) throws Exception {
      List<ByteArrayOutputStream> outputs = new ArrayList<>();
      List<RecordWriter> writers = new ArrayList<>();
      for (int target = 0; target < targets; target++) {
        outputs.add(new ByteArrayOutputStream());
        writers.add(codec.writer(outputs.get(target)));
      }
      while (records.hasNext()) {
        Tuple2<?, ?> pair = (Tuple2<?, ?>) records.next();
        RecordWriter writer = writers.get(Targets.of(partitioner, targets, pair._1));
        try {
          writer.write(pair);
        } catch (UnencodableException refused) {
          throw new SparkException(
              "A record cannot be moved to the partition of its key: " + refused.getMessage(),
              refused);
        }
      }
      for (RecordWriter writer : writers) {
        writer.close();
      }
      return outputs.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }
  }

  /** The records as they are, for a step of a state. */
  record Send() implements Work {
    @Override
    public List<byte[]> run(int partition, Iterator<?> records, Codec codec) throws Exception {
      try {
        return List.of(RecordBytes.of(records, codec));
      } catch (UnencodableException refused) {
        throw new SparkException(
            "A record cannot be given to a state: " + refused.getMessage(), refused);
      }
    }
  }

  /** Records in the two forms that the border asks for. */
  record Pulled<T>(Iterator<?> records) implements Records<T> {
    @Override
    public void forEach(Sink<? super T> sink) throws Exception {
      boolean more = true;
      while (more && records.hasNext()) {
        more = sink.accept(iterator().next());
      }
    }

    @Override
    @SuppressWarnings("unchecked") // the records are those of the job's plan
    public Iterator<T> iterator() {
      return (Iterator<T>) records;
    }
  }
}

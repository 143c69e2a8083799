package dev.tidemill.runtime.recovery;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a batch did to states, and the datasets of it that windows still need; or a piece of it:
 *
 * <pre>
 *   piece      ::=  number (4 bytes, from 0)  last (0 or 1)  state
 *   state      ::=  count  step*  count  dataset*            of the same step: one after another
 *   step       ::=  id  time (8 bytes)  count  partition*
 *   partition  ::=  0  changes  |  1  all before the step  changes
 *   dataset    ::=  id  count  records*                      one for each partition
 *   id         ::=  text, as DataOutput.writeUTF
 *   changes, all before, records  ::=  length (4 bytes)  bytes of the codec
 *   count      ::=  4 bytes
 * </pre>
 *
 * @param steps in the order of time for each state
 */
record StoredState(List<Step> steps, List<Dataset> datasets) {
  /**
   * What one partition's step did, or a chunk of it.
   *
   * @param before what an older release wrote: all that there was before
   * @param changes none if empty
   */
  record Partition(Optional<byte[]> before, byte[] changes) {
    static final Partition UNCHANGED = new Partition(Optional.empty(), new byte[0]);

    static Partition of(byte[] changes) {
      return new Partition(Optional.empty(), changes);
    }
  }

  /** A step of a state. */
  record Step(String id, long time, List<Partition> partitions) {}

  /** A dataset of the batch: the records of each partition. */
  record Dataset(String id, List<byte[]> partitions) {}

  boolean isEmpty() {
    return steps.isEmpty() && datasets.isEmpty();
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(steps.size());
      for (Step step : steps) {
        write(out, step);
      }
      out.writeInt(datasets.size());
      for (Dataset dataset : datasets) {
        out.writeUTF(dataset.id());
        out.writeInt(dataset.partitions().size());
        for (byte[] partition : dataset.partitions()) {
          write(out, partition);
        }
      }
    } catch (IOException impossibleInMemory) {
      throw new IllegalStateException(impossibleInMemory);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Step step) throws IOException {
    out.writeUTF(step.id());
    out.writeLong(step.time());
    out.writeInt(step.partitions().size());
    for (Partition partition : step.partitions()) {
      out.writeBoolean(partition.before().isPresent());
      if (partition.before().isPresent()) {
        write(out, partition.before().get());
      }
      write(out, partition.changes());
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * @throws IOException if the bytes are no state
   */
  static StoredState of(ByteBuffer bytes) throws IOException {
    DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(bytes.array(), bytes.position(), bytes.remaining()));
    List<Step> steps = new ArrayList<>();
    for (int i = count(in); i > 0; i--) {
      steps.add(step(in));
    }
    List<Dataset> datasets = new ArrayList<>();
    for (int i = count(in); i > 0; i--) {
      String id = in.readUTF();
      List<byte[]> partitions = new ArrayList<>();
      for (int left = count(in); left > 0; left--) {
        partitions.add(bytes(in));
      }
      datasets.add(new Dataset(id, partitions));
    }
    return new StoredState(steps, datasets);
  }

  private static Step step(DataInputStream in) throws IOException {
    String id = in.readUTF();
    long time = in.readLong();
    List<Partition> partitions = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      Optional<byte[]> before = in.readBoolean() ? Optional.of(bytes(in)) : Optional.empty();
      partitions.add(new Partition(before, bytes(in)));
    }
    return new Step(id, time, partitions);
  }

  /** Of things that take a byte at least, so no more than there are bytes. */
  private static int count(DataInputStream in) throws IOException {
    return within(in.readInt(), in);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[within(in.readInt(), in)];
    in.readFully(bytes);
    return bytes;
  }

  private static int within(int claimed, DataInputStream in) throws IOException {
    if (claimed < 0 || claimed > in.available()) {
      throw new IOException("The journal's record of a state claims more than it has.");
    }
    return claimed;
  }
}

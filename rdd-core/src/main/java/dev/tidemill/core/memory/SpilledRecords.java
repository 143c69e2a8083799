package dev.tidemill.core.memory;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.CodecException;
import dev.tidemill.core.codec.RecordReader;
import dev.tidemill.core.codec.RecordWriter;
import dev.tidemill.core.error.Sneaky;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Records in order, on disk: a segment of a file. From the first one on that cannot be encoded they
 * are kept in memory instead, so that none is lost. Written by one thread; then read by any, as
 * often as wanted.
 */
public final class SpilledRecords implements Iterable<Object> {
  private final Workspace workspace;
  private final Extents extents;
  private final List<Object> kept = new ArrayList<>(0);
  private final Set<Class<?>> sound = new HashSet<>(4);
  private RecordWriter writer;
  private long onDisk;
  private boolean keeping;

  /**
   * @param file closed by the caller when it needs the records no more
   */
  public SpilledRecords(Workspace workspace, SpillFile file) {
    this.workspace = workspace;
    this.extents = new Extents(file);
  }

  /**
   * @return whether it went to disk
   * @throws IOException if the disk fails, with what can be done; then the segment is lost
   */
  public boolean add(Object record) throws IOException {
    if (!keeping) {
      if (comesBack(record) && write(record)) {
        onDisk++;
        return true;
      }
      keepFromNow();
    }
    kept.add(record);
    return false;
  }

  private boolean write(Object record) throws IOException {
    if (writer == null) {
      writer = workspace.codec().writer(extents.output());
    }
    try {
      writer.write(record);
      return true;
    } catch (CodecException refused) {
      workspace.keepsInMemory(record, refused);
      return false;
    }
  }

  /**
   * Copies the first value of each class, while it is still here: some can be encoded, and then
   * refuse to be made from their bytes.
   */
  private boolean comesBack(Object value) {
    if (value instanceof Tuple2<?, ?> pair) {
      return comesBack(pair._1) && comesBack(pair._2);
    }
    if (value == null || sound.contains(value.getClass())) {
      return true;
    }
    try {
      workspace.codec().copier().copy(value);
    } catch (CodecException refused) {
      workspace.keepsInMemory(value, refused);
      return false;
    }
    return sound.add(value.getClass());
  }

  /** Keeps what comes from now on in memory. */
  void keepFromNow() throws IOException {
    finish();
    keeping = true;
  }

  /** Whether none is kept in memory, so that every reader gets records of its own. */
  public boolean isAllOnDisk() {
    return !keeping;
  }

  /** Writes what is buffered, and gives the buffer back. To be called before reading. */
  public void finish() throws IOException {
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }

  /** All records from the first on. The memory for reading is taken with the first. */
  @Override
  public Iterator<Object> iterator() {
    Iterator<Object> inMemory = kept.iterator();
    return new Iterator<>() {
      private RecordReader reader;
      private long left = onDisk;

      @Override
      public boolean hasNext() {
        return left > 0 || inMemory.hasNext();
      }

      @Override
      public Object next() {
        if (left == 0) {
          reader = null;
          return inMemory.next();
        }
        if (reader == null) {
          reader = workspace.codec().reader(extents.input());
        }
        left--;
        return read(reader);
      }
    };
  }

  private static Object read(RecordReader reader) {
    try {
      if (!reader.advance()) {
        throw new CodecException("There are fewer than were written.");
      }
      return reader.record();
    } catch (CodecException unreadable) {
      throw Sneaky.thrown(
          new IOException(
              "Records that were moved to disk cannot be read back: "
                  + unreadable.getMessage()
                  + " Give a TypeCodec (tidemill.codec.class), or give tasks more memory"
                  + " (tidemill.memory.tasks).",
              unreadable));
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }
}

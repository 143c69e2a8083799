package dev.tidemill.core.checkpoint;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.RecordWriter;
import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A dataset as one file for each partition:
 *
 * <pre>
 *   directory/part-00000     8 bytes   "TMRDD" and the format, 1, as three digits
 *                            records   as a RecordWriter of the codec writes them, with its end mark
 *                            4 bytes   CRC-32C of the records' bytes, the highest byte first
 * </pre>
 *
 * <p>The files serve the run that wrote them: state that outlives a process is kept elsewhere. A
 * file that is gone or was changed fails the task that reads it.
 */
public final class CheckpointFiles<T> implements SourceData<T>, Serializable {
  private static final long serialVersionUID = 1L;
  static final String HEADER = "TMRDD001";
  static final int CHECKSUM_BYTES = 4;

  private final FileStore store;
  private final String directory;
  private final Codec codec;
  private final int partitions;

  public CheckpointFiles(FileStore store, String directory, Codec codec, int partitions) {
    this.store = store;
    this.directory = directory;
    this.codec = codec;
    this.partitions = partitions;
  }

  /** Those that are there. */
  public static <T> CheckpointFiles<T> in(FileStore store, String directory, Codec codec)
      throws IOException {
    int partitions = store.list(directory).size();
    CheckpointFiles<T> files = new CheckpointFiles<>(store, directory, codec, partitions);
    for (int i = 0; i < partitions; i++) {
      if (store.status(files.name(i)).isEmpty()) {
        throw new NoSuchFileException(
            files.location(),
            null,
            "no checkpoint of a dataset: it has %d files, and '%s' is not one of them"
                .formatted(partitions, files.name(i)));
      }
    }
    return files;
  }

  public String location() {
    return store.root() + "/" + directory;
  }

  private String name(int partition) {
    return String.format("%s/part-%05d", directory, partition);
  }

  /** Writes one partition, whole or not at all. */
  public void write(int partition, Iterator<T> records) throws IOException {
    try (AtomicFile file = store.createAtomic(name(partition))) {
      file.write(HEADER.getBytes(StandardCharsets.US_ASCII));
      CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32C());
      RecordWriter writer = codec.writer(new Unclosed(checked));
      while (records.hasNext()) {
        writer.write(records.next());
      }
      writer.close();
      int checksum = (int) checked.getChecksum().getValue();
      file.write(ByteBuffer.allocate(CHECKSUM_BYTES).putInt(checksum).array());
      file.commit();
    }
  }

  /** Lets the records end without the file. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  @Override
  public int partitionCount() {
    return partitions;
  }

  @Override
  public Iterator<T> open(int partition, TaskScope scope) throws IOException {
    CheckpointReader<T> reader = CheckpointReader.open(store, name(partition), codec);
    scope.onCompletion(reader);
    return reader;
  }

  @Override
  public Optional<Reader<T>> reader(int partition) {
    return Optional.of(scope -> open(partition, scope));
  }

  @Override
  public String toString() {
    return "checkpoint " + location();
  }
}

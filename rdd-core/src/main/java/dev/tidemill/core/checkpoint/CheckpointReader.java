package dev.tidemill.core.checkpoint;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.DecodingIterator;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.file.FileStore;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/**
 * The records of one file of {@link CheckpointFiles}; their checksum is looked at behind the last
 * one. Used by one thread.
 */
final class CheckpointReader<T> implements Iterator<T>, Closeable {
  private final String name;
  private final InputStream file;
  private final CheckedInputStream checked;
  private final Iterator<T> records;
  private boolean sound;

  private CheckpointReader(String name, InputStream file, long recordBytes, Codec codec) {
    this.name = name;
    this.file = file;
    this.checked = new CheckedInputStream(new Limited(file, recordBytes), new CRC32C());
    this.records = new DecodingIterator<>(codec.reader(checked));
  }

  static <T> CheckpointReader<T> open(FileStore store, String name, Codec codec)
      throws IOException {
    long length =
        store
            .status(name)
            .orElseThrow(() -> new NoSuchFileException(missing(store, name)))
            .length();
    InputStream file = new BufferedInputStream(store.open(name, 0));
    try {
      int headerBytes = CheckpointFiles.HEADER.length();
      String header = new String(file.readNBytes(headerBytes), StandardCharsets.US_ASCII);
      if (!header.equals(CheckpointFiles.HEADER)) {
        throw changed(name, "it begins with '" + header + "', not " + CheckpointFiles.HEADER);
      }
      long recordBytes = length - headerBytes - CheckpointFiles.CHECKSUM_BYTES;
      return new CheckpointReader<>(name, file, recordBytes, codec);
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  private static String missing(FileStore store, String name) {
    return "A part of a checkpoint is gone: "
        + name
        + " in "
        + store.root()
        + "; leave the directory of setCheckpointDir alone while the program runs.";
  }

  private static IOException changed(String name, String how) {
    return new IOException(
        "A part of a checkpoint was changed: " + name + "; " + how + ". The dataset is lost.");
  }

  @Override
  public boolean hasNext() {
    boolean more = records.hasNext();
    if (!more && !sound) {
      try {
        checkSum();
      } catch (IOException failed) {
        throw Sneaky.thrown(failed);
      }
      sound = true;
    }
    return more;
  }

  private void checkSum() throws IOException {
    checked.transferTo(java.io.OutputStream.nullOutputStream());
    byte[] bytes = file.readNBytes(CheckpointFiles.CHECKSUM_BYTES);
    if (bytes.length < CheckpointFiles.CHECKSUM_BYTES
        || ByteBuffer.wrap(bytes).getInt() != (int) checked.getChecksum().getValue()) {
      throw changed(name, "its checksum is not that of its records");
    }
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return records.next();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Ends before the checksum. */
  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long limit) {
      super(in);
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = super.read(into, offset, (int) Math.min(left, length));
      left -= Math.max(0, count);
      return count;
    }
  }
}

package benchmarks.handwritten;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keys with their sums in a file, as short as simple code makes them; nobody reads them. */
class SumLog {
  private SumLog() {}

  /** One that drops what it is given, where nothing is to be written. */
  static SumLog where(boolean isWritten) throws IOException {
    return isWritten ? new Written() : new SumLog();
  }

  void add(String key, long sum) {}

  /** Writes what was added, and waits until it is on the disk. */
  void sync() throws IOException {}

  void delete() {}

  private static final class Written extends SumLog {
    private final Path file = Files.createTempFile("benchmark", ".log");
    private final FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

    Written() throws IOException {}

    @Override
    void add(String key, long sum) {
      byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
      if (buffer.remaining() < 1 + bytes.length + Long.BYTES) {
        buffer = ByteBuffer.allocateDirect(2 * buffer.capacity()).put(buffer.flip());
      }
      buffer.put((byte) bytes.length).put(bytes).putLong(sum);
    }

    @Override
    void sync() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
      channel.force(false);
    }

    @Override
    void delete() {
      try {
        channel.close();
        Files.delete(file);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }
}

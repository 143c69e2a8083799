package benchmarks.handwritten;

import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The loop of tiny batches, each of which begins with some bytes that are written and synced. */
final class WithFile implements Workload {
  /** As many as Tidemill writes for a batch of this kind. */
  private static final int BYTES = 140;

  private final Path file = Files.createTempFile("benchmark", ".log");
  private final FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
  private final ByteBuffer bytes;
  private final Workload loop;

  WithFile(Parameters parameters, int lines) throws IOException {
    bytes = ByteBuffer.allocate(parameters.number("bytes", BYTES));
    loop = TinyBatchLoop.with(parameters, lines, 2, 1, this::writeAndSync);
  }

  private void writeAndSync() throws IOException {
    channel.write(bytes.rewind());
    channel.force(false);
  }

  @Override
  public Outcome run() throws Exception {
    return loop.run();
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.delete(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

package dev.tidemill.core.pipe;

import dev.tidemill.core.text.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/** The last that a process has said on its standard error. Thread-safe. */
final class ErrorTail {
  private static final int KEPT_BYTES = 8192;
  private static final int MOST_LINES = 20;

  private byte[] last = new byte[0];
  private boolean cut;

  /** Reads to the end, as the process must never wait for us here. */
  void readAll(InputStream errors) throws IOException {
    byte[] buffer = new byte[KEPT_BYTES];
    for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
      add(buffer, read);
    }
  }

  private synchronized void add(byte[] bytes, int count) {
    byte[] both = Arrays.copyOf(last, last.length + count);
    System.arraycopy(bytes, 0, both, last.length, count);
    cut |= both.length > KEPT_BYTES;
    last = Arrays.copyOfRange(both, Math.max(0, both.length - KEPT_BYTES), both.length);
  }

  /** The last lines, without those that are blank. */
  synchronized List<String> lines(Charset charset) {
    List<String> lines = new String(last, charset).lines().toList();
    // The first one may be the end of a longer one.
    List<String> whole = cut && lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
    List<String> shown =
        whole.stream().filter(line -> !line.isBlank()).map(Printable::text).toList();
    return shown.subList(Math.max(0, shown.size() - MOST_LINES), shown.size());
  }
}

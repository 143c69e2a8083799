package dev.tidemill.launcher.send;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lines to send, one after another. Their bytes stay as they are, whatever their encoding. */
public interface Lines extends Closeable {
  /** Every byte is a character of its own, so that none is changed. */
  Charset BYTES = StandardCharsets.ISO_8859_1;

  /** The next one; empty at the end. */
  Optional<String> next() throws IOException;

  /** Makes lines for each connection. */
  interface Source {
    Lines open() throws IOException;
  }

  /** Those of a file in their order. */
  static Source inOrder(Path file) {
    return () -> of(Files.newInputStream(file));
  }

  /** Those of a file over and over again; the file must not be empty. */
  static Source over(Source once) {
    return () -> new Repeated(once);
  }

  /**
   * Those of a file, shuffled; held in memory.
   *
   * @param seed the same one gives the same order; each further time gives another order
   */
  static Source shuffled(Path file, long seed) {
    Random random = new Random(seed);
    return () -> {
      List<String> lines = new ArrayList<>(Files.readAllLines(file, BYTES));
      synchronized (random) {
        Collections.shuffle(lines, random);
      }
      var iterator = lines.iterator();
      return lines(() -> iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty());
    };
  }

  /** Those of a stream, which whoever connects goes on with. */
  static Source shared(InputStream in) {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, BYTES));
    return () -> lines(() -> Optional.ofNullable(reader.readLine()));
  }

  private static Lines of(InputStream in) {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(new BufferedInputStream(in), BYTES));
    return new Lines() {
      @Override
      public Optional<String> next() throws IOException {
        return Optional.ofNullable(reader.readLine());
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }

  /** What gives the next line. */
  interface Next {
    Optional<String> get() throws IOException;
  }

  private static Lines lines(Next next) {
    return new Lines() {
      @Override
      public Optional<String> next() throws IOException {
        return next.get();
      }

      @Override
      public void close() {}
    };
  }

  /** Opens the source again at its end. */
  final class Repeated implements Lines {
    private final Source source;
    private Lines now;

    private Repeated(Source source) throws IOException {
      this.source = source;
      this.now = source.open();
    }

    @Override
    public Optional<String> next() throws IOException {
      Optional<String> next = now.next();
      if (next.isEmpty()) {
        now.close();
        now = source.open();
        next = now.next();
      }
      return next;
    }

    @Override
    public void close() throws IOException {
      now.close();
    }
  }
}

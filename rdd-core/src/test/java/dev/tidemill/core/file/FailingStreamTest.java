package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/**
 * Logs and atomic files over a stream that fails, once or for ever with the same exception as HDFS
 * does.
 */
class FailingStreamTest {

  private final IOException fault = new IOException("disk full");
  private boolean failing;

  private final OutputStream stream =
      new OutputStream() {
        @Override
        public void write(int b) throws IOException {
          failIfAsked();
        }

        @Override
        public void close() throws IOException {
          failIfAsked();
        }
      };

  @Test
  void aLogIsDeadAfterAFailedWrite() throws IOException {
    StreamLog log = new StreamLog("log", stream, 0, () -> {});
    log.write(new byte[3]);
    failing = true;
    assertSame(fault, assertThrows(IOException.class, () -> log.write(new byte[1])));
    failing = false;
    assertThrows(IOException.class, () -> log.write(new byte[1]));
    IOException e = assertThrows(IOException.class, log::sync);
    assertTrue(e.getMessage().contains("go on in a new log"), e.getMessage());
    assertEquals(3, log.length());
    log.close();
  }

  @Test
  void aLogIsDeadAfterAFailedSync() throws IOException {
    failing = true;
    StreamLog log = new StreamLog("log", OutputStream.nullOutputStream(), 0, this::failIfAsked);
    log.write(new byte[3]);
    assertSame(fault, assertThrows(IOException.class, log::sync));
    failing = false;
    assertThrows(IOException.class, log::sync);
    assertThrows(IOException.class, () -> log.write(new byte[1]));
    log.close();
  }

  @Test
  void theFirstFaultOfALogIsTheOneThatIsSeen() {
    failing = true;
    IOException seen =
        assertThrows(
            IOException.class,
            () -> {
              try (LogFile log = new StreamLog("log", stream, 0, () -> {})) {
                log.write(new byte[1]);
              }
            });
    assertSame(fault, seen);
    assertEquals(1, seen.getSuppressed().length);
  }

  @Test
  void anAtomicFileIsNotCommittedAfterAFailedWrite() throws IOException {
    boolean[] published = new boolean[1];
    AtomicFile file = staged(published);
    failing = true;
    assertSame(fault, assertThrows(IOException.class, () -> file.write(new byte[1])));
    failing = false;
    assertThrows(IOException.class, () -> file.write(1));
    assertThrows(IOException.class, file::commit);
    file.close();
    assertEquals(false, published[0]);
  }

  @Test
  void theFirstFaultOfAnAtomicFileIsTheOneThatIsSeen() {
    failing = true;
    IOException seen =
        assertThrows(
            IOException.class,
            () -> {
              try (AtomicFile file = staged(new boolean[1])) {
                file.write(1);
                file.commit();
              }
            });
    assertSame(fault, seen);
    assertEquals(1, seen.getSuppressed().length);
  }

  private void failIfAsked() throws IOException {
    if (failing) {
      throw fault;
    }
  }

  private AtomicFile staged(boolean[] published) {
    return new StagedFile("a", stream) {
      @Override
      void publish() {
        published[0] = true;
      }

      @Override
      void discard() throws IOException {
        stream.close();
      }
    };
  }
}

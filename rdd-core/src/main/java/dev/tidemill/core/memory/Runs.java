package dev.tidemill.core.memory;

import dev.tidemill.Tuple2;
import dev.tidemill.core.thread.Interrupts;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;

/** Runs of combined keys on disk, each in the order of first sight. Used by one thread. */
final class Runs<K, C> implements Closeable {
  private final Workspace workspace;
  private final KeyCopies keyCopies;
  private final SpillFile file;

  Runs(Workspace workspace, KeyCopies keyCopies) {
    this.workspace = workspace;
    this.keyCopies = keyCopies;
    this.file = workspace.files().file();
  }

  /** Writes a run, and gives what reads it. */
  Iterator<Sequenced<K, C>> written(Iterator<Sequenced<K, C>> run)
      throws IOException, InterruptedException {
    SpilledRecords records = new SpilledRecords(workspace, file);
    for (int i = 1; run.hasNext(); i++) {
      Sequenced<K, C> next = run.next();
      if (!keyCopies.mayGo(next.pair()._1)) {
        records.keepFromNow();
      }
      records.add(next.sequence());
      records.add(next.pair());
      Interrupts.notice(i);
    }
    records.finish();
    Iterator<Object> written = records.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return written.hasNext();
      }

      @Override
      @SuppressWarnings("unchecked") // as it was written
      public Sequenced<K, C> next() {
        long sequence = (Long) written.next();
        return new Sequenced<>(sequence, (Tuple2<K, C>) written.next());
      }
    };
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

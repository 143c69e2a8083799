package dev.tidemill.core.engine.local.kept;

import dev.tidemill.core.codec.CodecException;
import dev.tidemill.core.engine.local.kept.KeptPartitions.Making;
import dev.tidemill.core.error.Sneaky;
import java.io.IOException;
import java.util.Iterator;

/**
 * Records from disk; where they cannot be read on, the partition is made anew and goes on behind
 * the record that was given last. Making it gives equal records every time.
 */
final class RecoveringIterator implements Iterator<Object> {
  private final Making making;
  private final Runnable lost;
  private Iterator<?> records;
  private boolean anew;
  private long given;

  /**
   * @param lost told when the records cannot be read
   */
  RecoveringIterator(Iterator<?> records, Making making, Runnable lost) {
    this.records = records;
    this.making = making;
    this.lost = lost;
  }

  @Override
  public boolean hasNext() {
    return records.hasNext(); // known without the disk
  }

  @Override
  public Object next() {
    Object next;
    try {
      next = records.next();
    } catch (Exception failed) { // an IOException too, which next() does not declare
      if (anew || !(failed instanceof IOException || failed instanceof CodecException)) {
        throw failed;
      }
      makeAnew(failed);
      next = records.next();
    }
    given++;
    return next;
  }

  private void makeAnew(Exception failed) {
    lost.run();
    anew = true;
    try {
      records = making.make();
    } catch (Exception failedToo) {
      failedToo.addSuppressed(failed);
      throw Sneaky.thrown(failedToo);
    }
    for (long i = 0; i < given; i++) {
      records.next();
    }
  }
}

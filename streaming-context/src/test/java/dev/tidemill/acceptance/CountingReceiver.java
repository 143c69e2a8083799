package dev.tidemill.acceptance;

import dev.tidemill.api.java.StorageLevels;
import dev.tidemill.streaming.receiver.Receiver;
import java.util.concurrent.CountDownLatch;

/** Stores the numbers from 0 on, from a thread of its own as users write them, and says when. */
public final class CountingReceiver extends Receiver<Integer> {
  private static final long serialVersionUID = 1L;

  private final int records;
  private final transient CountDownLatch stored;

  public CountingReceiver(int records, CountDownLatch stored) {
    super(StorageLevels.MEMORY_ONLY);
    this.records = records;
    this.stored = stored;
  }

  @Override
  public void onStart() {
    new Thread(this::receive, "counting").start();
  }

  private void receive() {
    for (int i = 0; i < records; i++) {
      store(i);
    }
    stored.countDown();
  }

  @Override
  public void onStop() {
    // The thread ends by itself.
  }
}

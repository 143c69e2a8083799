package dev.tidemill.receivers.supervise;

import dev.tidemill.receivers.Await;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.receiver.Receiver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Does what the test says and remembers what was called. */
final class ScriptedReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;

  transient volatile Runnable onStart = () -> {};
  transient volatile Runnable onStop = () -> {};
  private final transient List<String> calls = new CopyOnWriteArrayList<>();
  private final transient CountDownLatch hanging = new CountDownLatch(1);

  ScriptedReceiver() {
    super(StorageLevel.MEMORY_ONLY());
  }

  @Override
  public void onStart() {
    note("onStart");
    onStart.run();
  }

  @Override
  public void onStop() {
    note("onStop");
    onStop.run();
  }

  void note(String call) {
    calls.add(call);
  }

  List<String> calls() {
    return List.copyOf(calls);
  }

  void failStarts(int count) {
    onStart =
        () -> {
          if (calls.stream().filter("onStart"::equals).count() <= count) {
            throw new IllegalArgumentException("start fails");
          }
        };
  }

  /** Does not return until the test is over, whoever interrupts it. */
  void hang() {
    while (hanging.getCount() > 0) {
      try {
        hanging.await();
      } catch (InterruptedException ignored) {
        note("interrupted");
        // What a user's loop that swallows interrupts does.
      }
    }
  }

  void release() {
    hanging.countDown();
  }

  void awaitCalls(String... expected) {
    Await.until(List.of(expected) + " in " + calls, () -> calls().equals(List.of(expected)));
  }
}

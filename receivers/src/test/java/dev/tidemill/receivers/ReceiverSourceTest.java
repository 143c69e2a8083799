package dev.tidemill.receivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.receiver.Receiver;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiverSourceTest {
  private final Events events = new Events();
  private final BlockBudget budget = new BlockBudget(1 << 20);
  private final Passive receiver = new Passive();
  private final ReceiverSource<String> source = source(receiver);

  /** Stores what the test stores, and one record when it is told to stop. */
  static final class Passive extends Receiver<String> {
    private static final long serialVersionUID = 1L;

    Passive() {
      super(StorageLevel.MEMORY_ONLY());
    }

    @Override
    public void onStart() {}

    @Override
    public void onStop() {
      store("last");
    }
  }

  private ReceiverSource<String> source(Receiver<String> of) {
    return new ReceiverSource<>(
        of, "passive", new ReceiverSettings(200, 0, 10_000), budget, Isolation.NONE);
  }

  @Test
  void whatOnStopStoresStillBelongsToABatch() throws Exception {
    source.start(events.context(0));
    events.await("started");
    receiver.store("first");
    source.stop();
    assertThrows(IllegalStateException.class, () -> receiver.store("too late"));
    assertEquals(1, source.refusedRecords());
    Time batch = new Time(1);
    assertEquals(2, source.allocate(batch).records());
    assertEquals(List.of("first", "last"), Batches.records(source.plan(batch)));
    source.done(batch);
    assertEquals(0, budget.held());
  }

  @Test
  void stoppingASourceThatWasNotStartedOrHasStoppedDoesNothing() throws Exception {
    source.stop();
    source.start(events.context(0));
    source.stop();
    source.stop();
    assertEquals(List.of("started", "stopped: Stopped by driver"), events.lines());
  }

  @Test
  void aSourceIsStartedOnce() throws Exception {
    source.start(events.context(0));
    assertThrows(IllegalStateException.class, () -> source.start(events.context(0)));
    source.stop();
  }

  @Test
  void oneReceiverServesOneStreamAtATime() throws Exception {
    source.start(events.context(0));
    String message =
        assertThrows(IllegalStateException.class, () -> source(receiver).start(events.context(1)))
            .getMessage();
    assertTrue(message.contains("make a new receiver"), message);
    source.stop();
    ReceiverSource<String> later = source(receiver);
    later.start(events.context(1));
    later.stop();
  }
}

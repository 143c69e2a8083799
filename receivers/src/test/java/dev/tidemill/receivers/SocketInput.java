package dev.tidemill.receivers;

import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.receivers.socket.SocketReceiver;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;

/** A socket source with a driver: every look at its lines is a batch. */
public final class SocketInput implements AutoCloseable {
  public final Events events = new Events();
  public final BlockBudget budget;
  public final SocketReceiver receiver;
  public final ReceiverSource<String> source;
  private final List<String> lines = new ArrayList<>();
  private long lastBatch;

  public SocketInput(String host, int port, int restartDelayMs) {
    this(host, port, restartDelayMs, 1 << 16, 64 << 20);
  }

  public SocketInput(
      String host, int port, int restartDelayMs, int maxLineBytes, long budgetBytes) {
    budget = new BlockBudget(budgetBytes);
    receiver = new SocketReceiver(host, port, StorageLevel.MEMORY_ONLY(), maxLineBytes);
    source =
        new ReceiverSource<>(
            receiver,
            "socket",
            new ReceiverSettings(200, restartDelayMs, 10_000),
            budget,
            Isolation.NONE);
  }

  public SocketInput start() {
    source.start(events.context(0));
    return this;
  }

  /** What the next batch holds. */
  public List<String> batch() {
    Time time = new Time(++lastBatch);
    long promised = source.allocate(time).records();
    List<String> records = Batches.records(source.plan(time));
    if (promised != records.size()) {
      throw new AssertionError("allocated " + promised + ", planned " + records.size());
    }
    source.done(time);
    return records;
  }

  /** All lines up to now. */
  public List<String> lines() {
    lines.addAll(batch());
    return List.copyOf(lines);
  }

  public void awaitLines(String... expected) {
    Await.until(List.of(expected) + " in " + lines, () -> lines().equals(List.of(expected)));
  }

  @Override
  public void close() {
    try {
      source.stop();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

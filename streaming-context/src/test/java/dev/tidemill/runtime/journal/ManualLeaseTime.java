package dev.tidemill.runtime.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that moves when somebody sleeps; what ticks runs on the sleeper's thread. */
final class ManualLeaseTime implements LeaseTime {

  private record Ticker(long periodNanos, long startNanos, Runnable task) {}

  private final List<Ticker> tickers = new ArrayList<>();
  private long nowNanos;

  @Override
  public long nanoTime() {
    return nowNanos;
  }

  @Override
  public void sleep(Duration duration) {
    long until = nowNanos + duration.toNanos();
    while (nowNanos < until) {
      nowNanos += Math.min(until - nowNanos, 1_000_000); // a millisecond
      for (Ticker ticker : List.copyOf(tickers)) {
        if ((nowNanos - ticker.startNanos()) % ticker.periodNanos() == 0) {
          ticker.task().run();
        }
      }
    }
  }

  @Override
  public Ticking every(Duration period, Runnable task) {
    Ticker ticker = new Ticker(period.toNanos(), nowNanos, task);
    tickers.add(ticker);
    return () -> tickers.remove(ticker);
  }

  /** As when the process of everything that ticks were stopped, or killed. */
  void stopTicking() {
    tickers.clear();
  }
}

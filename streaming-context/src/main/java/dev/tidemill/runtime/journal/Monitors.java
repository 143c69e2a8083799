package dev.tidemill.runtime.journal;

import java.util.function.BooleanSupplier;

/** Waiting that an interrupt does not end. */
final class Monitors {

  private Monitors() {}

  /**
   * Waits with the monitor given back, which the caller holds, until it is notified and the
   * condition holds. An interrupt is kept for the caller.
   */
  static void await(Object monitor, BooleanSupplier condition) {
    boolean interrupted = false;
    while (!condition.getAsBoolean()) {
      try {
        monitor.wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

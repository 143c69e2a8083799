package dev.tidemill.runtime.schedule;

import dev.tidemill.runtime.batch.BatchEvent;

/** A piece of work that ends in an event. Catches what it throws: failures are events too. */
@FunctionalInterface
public interface Step {
  BatchEvent run();
}

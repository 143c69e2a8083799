/**
 * The threads around the machine: a mailbox that carries events to it, workers that do its steps, a
 * ticker on the clock. Start reading at {@link dev.tidemill.runtime.schedule.BatchScheduler}.
 */
package dev.tidemill.runtime.schedule;

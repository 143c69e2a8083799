/**
 * Records on their way through programs of the operating system: one process for each task. Start
 * reading at {@link dev.tidemill.core.pipe.PipePlans}.
 */
package dev.tidemill.core.pipe;

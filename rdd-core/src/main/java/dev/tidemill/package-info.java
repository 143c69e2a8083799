/**
 * The words every program uses: settings, tuples, partitioners, the exception of a failed job.
 * Mirrors the legacy root package; knows no engine. Start reading at {@link
 * dev.tidemill.SparkConf}.
 */
package dev.tidemill;

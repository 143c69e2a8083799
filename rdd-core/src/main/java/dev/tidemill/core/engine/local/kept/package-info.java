/**
 * Partitions that stay for later jobs: in memory as objects or encoded, on disk, in the order of
 * the storage level. Start reading at {@link dev.tidemill.core.engine.local.kept.KeptPartitions}.
 */
package dev.tidemill.core.engine.local.kept;

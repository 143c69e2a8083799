/**
 * The one border to files for everything that must survive: journals, logs, snapshots, ledgers,
 * output of our own sinks.
 *
 * <p>Start reading at {@link dev.tidemill.core.file.FileStore}, whose method comments are the
 * promises; {@link dev.tidemill.core.file.FileStores} opens one for a location. Three
 * implementations obey one contract suite: the local disk (java.nio only, so that a program that
 * stays local loads no Hadoop class), Hadoop's file systems, and a memory twin that can crash at
 * any operation.
 *
 * <p>Knows nothing of what is stored: no format, no checksum, no retention.
 */
package dev.tidemill.core.file;

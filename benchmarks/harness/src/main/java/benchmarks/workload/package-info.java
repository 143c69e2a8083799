/**
 * What a workload is, whoever carries it out. Outside {@code dev.tidemill} on purpose: the copies
 * for the legacy engine are made by replacing that prefix, and these names must survive it.
 */
package benchmarks.workload;

/**
 * Hadoop's output formats, of its older API ({@code mapred}) and its newer one ({@code mapreduce}):
 * run partition by partition, committed as one. Knows nothing of datasets. Start reading at {@link
 * dev.tidemill.core.hadoop.HadoopJob}.
 */
package dev.tidemill.core.hadoop;

/**
 * What this process is to a Hadoop cluster: its configuration and its user. Opens no file system.
 * Start reading at {@link dev.tidemill.core.hadoop.client.HadoopConfigurations}, the one place
 * where configurations are made.
 */
package dev.tidemill.core.hadoop.client;

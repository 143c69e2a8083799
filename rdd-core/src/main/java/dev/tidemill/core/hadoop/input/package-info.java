/** Reading by input formats of Hadoop, of both of its APIs. */
package dev.tidemill.core.hadoop.input;

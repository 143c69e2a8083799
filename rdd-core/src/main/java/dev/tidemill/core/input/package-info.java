/** Datasets over files: which bytes are a partition, and how they become records. */
package dev.tidemill.core.input;

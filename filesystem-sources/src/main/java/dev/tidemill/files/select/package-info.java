/**
 * Which files belong to a batch: a rule over one listing and what is remembered of the listings
 * before. No input or output, no clock, no thread. Start reading at {@link
 * dev.tidemill.files.select.DirectoryMemory}.
 */
package dev.tidemill.files.select;

/**
 * Streams of the files that appear in a directory. Which files belong to which batch is decided in
 * {@link dev.tidemill.files.select}; here are the source that lists and remembers, and what it says
 * about it. Knows nothing of contexts above and of other kinds of sources. Start reading at {@link
 * dev.tidemill.files.DirectorySource}.
 */
package dev.tidemill.files;

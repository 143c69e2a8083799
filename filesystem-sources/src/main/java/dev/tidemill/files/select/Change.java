package dev.tidemill.files.select;

import dev.tidemill.core.file.FileEntry;

/**
 * A file that changed after a batch had taken it.
 *
 * @param now what the listing shows
 * @param lengthBefore what the listing before it showed
 * @param first whether it is the first change of this file since it was taken
 */
public record Change(FileEntry now, long lengthBefore, boolean first) {}

package dev.tidemill.core.input;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import java.util.List;
import java.util.Map;

/**
 * The lines of text files. A line belongs to the part in which its first byte lies, so cutting a
 * file neither loses nor doubles one:
 *
 * <pre>
 *   bytes   a b c \n d e f \n g h
 *   parts   |------|  |--------|        cut behind "d"
 *   lines   abc, def  gh
 * </pre>
 *
 * <p>Compressed files are known by the ends of their names; of these bzip2's can be cut.
 */
public final class TextFiles {
  private TextFiles() {}

  /**
   * These files, as long as their entries say, small ones sharing partitions. A file that is gone
   * or has become shorter fails the task that reads it.
   *
   * @param parts how many partitions there should be about, if there is enough to share
   */
  public static FileRecords<String> of(
      FileStore store, List<FileEntry> files, int parts, LineRules rules) {
    List<InputFile> chosen = files.stream().map(file -> InputFile.of(store, file)).toList();
    return new FileRecords<>(
        chosen.size() + " files of " + store.root(),
        () -> FilePacking.pack(chosen, parts, rules::canBeCut),
        rules::open);
  }

  /**
   * The files that a program's path names; looked at when a job needs them.
   *
   * @param paths files, directories or patterns, with commas between them
   * @param hadoopSettings as {@link FileStores#open(String, Map)} has them
   */
  public static FileRecords<String> below(
      String paths, Map<String, String> hadoopSettings, int minPartitions, LineRules rules) {
    return new FileRecords<>(
        paths,
        () ->
            FilePacking.cut(
                InputFiles.at(paths, hadoopSettings), minPartitions, 1, rules::canBeCut),
        rules::open);
  }

  /** Parts that were cut elsewhere. */
  static FileRecords<String> ofSplits(List<FileSplit> splits, LineRules rules) {
    List<List<FileSplit>> given = splits.stream().map(List::of).toList();
    return new FileRecords<>(given.size() + " parts of files", () -> given, rules::open);
  }
}

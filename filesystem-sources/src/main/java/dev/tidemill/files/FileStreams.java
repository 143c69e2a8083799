package dev.tidemill.files;

import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.SparkContext;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.input.LineRules;
import dev.tidemill.core.input.TextFiles;
import dev.tidemill.core.text.Printable;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.dstream.InputDStream;
import dev.tidemill.streaming.dstream.SourceInputDStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.Pattern;

/** Makes streams of the files that appear in a directory. */
public final class FileStreams {
  private static final String TEXT = "textFileStream";
  private static final Pattern PATTERN = Pattern.compile("[*?\\[{]");

  private FileStreams() {}

  /**
   * The lines of every file that appears in the directory from now on, each file once. Files that
   * are there already are not taken; a directory that does not exist is picked up when it appears.
   *
   * @param directory a path of this machine, a {@code file:} URI, or a URI of any file system that
   *     {@link FileStores} serves
   * @throws IllegalArgumentException if the directory is null, empty, a file, a pattern or on a
   *     file system that nothing serves
   * @throws IllegalStateException if the context has been started or stopped
   */
  public static InputDStream<String> text(StreamingContext ssc, String directory) {
    requireValue(TEXT, "ssc", ssc);
    requireText(TEXT, "directory", directory);
    SparkContext context = ssc.sparkContext();
    FileStore store = FileStores.openFor(TEXT, directory, HadoopSettings.of(context.getConf()));
    return text(ssc, directory, store, context.defaultParallelism());
  }

  /** As {@link #text(StreamingContext, String)}, over a store that is open. */
  static InputDStream<String> text(
      StreamingContext ssc, String directory, FileStore store, int parts) {
    LineRules rules = ssc.sparkContext().lineRules();
    DirectorySource<String> source =
        source(directory, store, files -> TextFiles.of(store, files, parts, rules));
    return new SourceInputDStream<>(ssc, TEXT, source);
  }

  /** A pattern would wait for ever for a directory of that very name. */
  private static void refusePattern(String directory, FileStore store) throws IOException {
    if (!PATTERN.matcher(directory).find()) {
      return;
    }
    try {
      store.list("");
    } catch (NoSuchFileException noSuchDirectory) {
      throw new IllegalArgumentException(
          TEXT
              + ": '"
              + Printable.text(directory)
              + "' looks like a pattern, and there is no directory of that name; patterns are not"
              + " supported, make one stream for each directory and union them.",
          noSuchDirectory);
    }
  }

  private static <T> DirectorySource<T> source(
      String directory, FileStore store, DirectorySource.Format<T> format) {
    try {
      refusePattern(directory, store);
      return DirectorySource.of(store, format);
    } catch (NotDirectoryException file) {
      throw new IllegalArgumentException(
          TEXT
              + ": '"
              + Printable.text(directory)
              + "' is a file; give the directory in which files will appear.",
          file);
    } catch (IOException failed) {
      throw unreadable(directory, failed);
    }
  }

  private static UncheckedIOException unreadable(String directory, IOException failed) {
    return new UncheckedIOException(
        TEXT + ": the directory '" + Printable.text(directory) + "' cannot be listed: " + failed,
        failed);
  }
}

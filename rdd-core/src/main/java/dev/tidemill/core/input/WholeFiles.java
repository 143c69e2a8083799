package dev.tidemill.core.input;

import dev.tidemill.Tuple2;
import dev.tidemill.input.PortableDataStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Whole files as records: pairs of a file's full name and its content. Empty files are records,
 * too; small ones share partitions.
 */
public final class WholeFiles {
  private WholeFiles() {}

  /**
   * Texts in UTF-8, decompressed if the name says that they are compressed.
   *
   * @param paths as in {@link TextFiles#below}
   * @param minPartitions how many there should be about
   */
  public static FileRecords<Tuple2<String, String>> texts(
      String paths,
      Map<String, String> hadoopSettings,
      int minPartitions,
      Compression compression) {
    return new FileRecords<>(
        paths,
        () -> FilePacking.packWhole(InputFiles.at(paths, hadoopSettings), minPartitions),
        split -> new OneRecord<>(() -> text(split, compression)));
  }

  private static Tuple2<String, String> text(FileSplit split, Compression compression)
      throws IOException {
    InputFile file = split.file();
    try (InputStream in = compression.open(file)) {
      byte[] bytes =
          compression.isCompressed(file.name())
              ? in.readAllBytes()
              : asChosen(in.readNBytes(arrayLength(file)), split);
      return new Tuple2<>(file.location(), new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private static int arrayLength(InputFile file) throws IOException {
    if (file.length() > Integer.MAX_VALUE - 8) {
      throw new IOException(
          "the file has %d bytes, more than a text can hold; read it by textFile."
              .formatted(file.length()));
    }
    return (int) file.length();
  }

  private static byte[] asChosen(byte[] bytes, FileSplit split) throws IOException {
    if (bytes.length < split.file().length()) {
      throw PartRecords.endsAt(bytes.length, split);
    }
    return bytes;
  }

  /** Contents that the program opens itself; otherwise as {@link #texts}. */
  public static FileRecords<Tuple2<String, PortableDataStream>> streams(
      String paths, Map<String, String> hadoopSettings, int minPartitions) {
    Map<String, String> settings = Map.copyOf(hadoopSettings);
    return new FileRecords<>(
        paths,
        () -> FilePacking.packWhole(InputFiles.at(paths, settings), minPartitions),
        split -> new OneRecord<>(() -> stream(split.file(), settings)));
  }

  private static Tuple2<String, PortableDataStream> stream(
      InputFile file, Map<String, String> settings) {
    return new Tuple2<>(
        file.location(),
        PortableDataStream.of(
            file.store().root(), file.name(), file.location(), file.length(), settings));
  }

  private static final class OneRecord<T> implements PartRecords.Part<T> {
    @FunctionalInterface
    private interface Made<T> {
      T make() throws IOException;
    }

    private Made<T> record;

    OneRecord(Made<T> record) {
      this.record = record;
    }

    @Override
    public T next() throws IOException {
      T made = record == null ? null : record.make();
      record = null;
      return made;
    }

    @Override
    public void close() {
      // Nothing is open between the calls of next.
    }
  }
}

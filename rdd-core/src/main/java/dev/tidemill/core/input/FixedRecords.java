package dev.tidemill.core.input;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Records of a fixed number of bytes, one after another without anything between them. */
public final class FixedRecords {
  private FixedRecords() {}

  /**
   * @param paths as in {@link TextFiles#below}
   * @param recordLength in bytes
   * @param minPartitions how many there should be about
   */
  public static FileRecords<byte[]> below(
      String paths, Map<String, String> hadoopSettings, int recordLength, int minPartitions) {
    return new FileRecords<>(
        paths,
        () ->
            FilePacking.cut(
                wholeRecords(InputFiles.at(paths, hadoopSettings), recordLength),
                minPartitions,
                recordLength,
                file -> true),
        split -> new Bytes(split, recordLength));
  }

  private static List<InputFile> wholeRecords(List<InputFile> files, int recordLength)
      throws EOFException {
    for (InputFile file : files) {
      if (file.length() % recordLength != 0) {
        throw new EOFException(
            file.location()
                + " has "
                + file.length()
                + " bytes, which is no multiple of recordLength "
                + recordLength
                + "; its last record would not be whole.");
      }
    }
    return files;
  }

  private static final class Bytes implements PartRecords.Part<byte[]> {
    private final FileSplit split;
    private final int recordLength;
    private final InputStream in;
    private long position;

    Bytes(FileSplit split, int recordLength) throws IOException {
      this.split = split;
      this.recordLength = recordLength;
      this.position = split.from();
      InputFile file = split.file();
      this.in = new BufferedInputStream(file.store().open(file.name(), split.from()), 1 << 16);
    }

    @Override
    public byte[] next() throws IOException {
      if (position >= split.to()) {
        return null;
      }
      byte[] record = in.readNBytes(recordLength);
      if (record.length < recordLength) {
        throw PartRecords.endsAt(position + record.length, split);
      }
      position += recordLength;
      return record;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}

package dev.tidemill.core.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Which files are compressed, by the ends of their names. What reads them is apart ({@link
 * HadoopCodecs}): a program that has no such file loads none of Hadoop. Goes where tasks go.
 */
public final class Compression implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final List<String> KNOWN =
      List.of(".gz", ".bz2", ".zst", ".deflate", ".lz4", ".snappy");
  private static final String CAN_BE_CUT = ".bz2";

  private final Map<String, String> hadoopSettings;

  public Compression(Map<String, String> hadoopSettings) {
    this.hadoopSettings = Map.copyOf(hadoopSettings);
  }

  /** Whether the program names codecs of its own, in the place of Hadoop's. */
  private boolean hasOwnCodecs() {
    return hadoopSettings.containsKey("io.compression.codecs");
  }

  /** Whether bytes of the file are not those of its records. */
  boolean isCompressed(String name) {
    return hasOwnCodecs()
        ? HadoopCodecs.isCompressed(name, hadoopSettings)
        : KNOWN.stream().anyMatch(name::endsWith);
  }

  /** Whether a part of the file can be read without what is before it. */
  boolean canBeCut(String name) {
    if (!isCompressed(name)) {
      return true;
    }
    return hasOwnCodecs() ? HadoopCodecs.canBeCut(name, hadoopSettings) : name.endsWith(CAN_BE_CUT);
  }

  /** The lines that begin in a part of a compressed file. */
  PartRecords.Part<String> lines(FileSplit split, int maxLineBytes) throws IOException {
    return HadoopCodecs.lines(split, hadoopSettings, maxLineBytes);
  }

  /** All bytes of a file, as they were before it was compressed. */
  InputStream open(InputFile file) throws IOException {
    return isCompressed(file.name())
        ? HadoopCodecs.open(file, hadoopSettings)
        : file.store().open(file.name(), 0);
  }
}

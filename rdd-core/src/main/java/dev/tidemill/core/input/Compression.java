package dev.tidemill.core.input;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.hadoop.client.HadoopConfigurations;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;

/**
 * Which files are compressed, by the ends of their names, and with what they are read. The codecs
 * are Hadoop's; a program that reads no such file loads none of it. Goes where tasks go.
 */
public final class Compression implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names the program's own codecs, in the place of Hadoop's. */
  private static final String CODECS = "io.compression.codecs";

  private static final List<String> KNOWN =
      List.of(".gz", ".bz2", ".zst", ".deflate", ".lz4", ".snappy");
  private static final String CAN_BE_CUT = ".bz2";

  private final Map<String, String> hadoopSettings;

  public Compression(Map<String, String> hadoopSettings) {
    this.hadoopSettings = Map.copyOf(hadoopSettings);
  }

  /** Whether bytes of the file are not those of its records. */
  boolean isCompressed(String name) {
    return hadoopSettings.containsKey(CODECS)
        ? codecOrNull(name) != null
        : KNOWN.stream().anyMatch(name::endsWith);
  }

  /** Whether a part of the file can be read without what is before it. */
  boolean canBeCut(String name) {
    if (!isCompressed(name)) {
      return true;
    }
    return hadoopSettings.containsKey(CODECS)
        ? codecOrNull(name) instanceof SplittableCompressionCodec
        : name.endsWith(CAN_BE_CUT);
  }

  /**
   * @throws IOException if Hadoop has no codec for such a name
   */
  CompressionCodec codec(String name) throws IOException {
    CompressionCodec codec = codecOrNull(name);
    if (codec == null) {
      throw new IOException(
          "No codec of Hadoop reads it; name one by spark.hadoop." + CODECS + ".");
    }
    return codec;
  }

  /** All bytes of a file, as they were before it was compressed. */
  InputStream open(InputFile file) throws IOException {
    SeekableFile bytes = new SeekableFile(file.store(), file.name(), file.length());
    if (!isCompressed(file.name())) {
      return bytes;
    }
    try {
      return plain(codec(file.name()), bytes);
    } catch (IOException failed) {
      bytes.close();
      throw failed;
    }
  }

  /**
   * The stream of a codec.
   *
   * @throws IOException if the codec needs a library that is not there
   */
  static InputStream plain(CompressionCodec codec, InputStream bytes) throws IOException {
    try {
      return codec.createInputStream(bytes);
    } catch (LinkageError | RuntimeException missing) {
      throw unavailable(codec, missing);
    }
  }

  static IOException unavailable(CompressionCodec codec, Throwable missing) {
    String library =
        switch (codec.getDefaultExtension()) {
          case ".lz4" -> "add org.lz4:lz4-java to the class path.";
          case ".snappy" -> "add org.xerial.snappy:snappy-java to the class path.";
          case ".zst" -> "Hadoop's native library with zstd has to be in java.library.path.";
          default -> "see whether all jars of the codec are on the class path.";
        };
    return new IOException(
        codec.getClass().getName() + " cannot work here (" + missing + "); " + library, missing);
  }

  private CompressionCodec codecOrNull(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? null
        : Codecs.of(hadoopSettings).getCodec(new Path("name" + name.substring(dot)));
  }

  /** Loaded with the first compressed file. */
  private static final class Codecs {
    private static final Map<Map<String, String>, CompressionCodecFactory> FACTORIES =
        new ConcurrentHashMap<>();

    private Codecs() {}

    static CompressionCodecFactory of(Map<String, String> settings) {
      return FACTORIES.computeIfAbsent(settings, Codecs::make);
    }

    private static CompressionCodecFactory make(Map<String, String> settings) {
      try {
        return new CompressionCodecFactory(HadoopConfigurations.of(settings));
      } catch (IOException failed) {
        throw Sneaky.thrown(failed);
      }
    }
  }
}

package dev.tidemill.core.input;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.hadoop.client.HadoopConfigurations;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;

/** Hadoop's codecs, by the ends of files' names. */
final class HadoopCodecs {
  private static final Map<Map<String, String>, CompressionCodecFactory> FACTORIES =
      new ConcurrentHashMap<>();

  private HadoopCodecs() {}

  static boolean isCompressed(String name, Map<String, String> settings) {
    return find(name, settings) != null;
  }

  static boolean canBeCut(String name, Map<String, String> settings) {
    return find(name, settings) instanceof SplittableCompressionCodec;
  }

  static PartRecords.Part<String> lines(
      FileSplit split, Map<String, String> settings, int maxLineBytes) throws IOException {
    return CompressedLines.open(split, require(split.file().name(), settings), maxLineBytes);
  }

  static InputStream open(InputFile file, Map<String, String> settings) throws IOException {
    SeekableFile bytes = new SeekableFile(file.store(), file.name(), file.length());
    try {
      return stream(require(file.name(), settings), bytes);
    } catch (IOException failed) {
      bytes.close();
      throw failed;
    }
  }

  /**
   * The bytes of a codec's stream.
   *
   * @throws IOException if the codec needs a library that is not there
   */
  static InputStream stream(CompressionCodec codec, InputStream bytes) throws IOException {
    try {
      return codec.createInputStream(bytes);
    } catch (LinkageError | RuntimeException missing) {
      throw unavailable(codec, missing);
    }
  }

  private static IOException unavailable(CompressionCodec codec, Throwable missing) {
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

  private static CompressionCodec require(String name, Map<String, String> settings)
      throws IOException {
    CompressionCodec codec = find(name, settings);
    if (codec == null) {
      throw new IOException(
          "No codec of Hadoop reads it; name one by spark.hadoop.io.compression.codecs.");
    }
    return codec;
  }

  /** Null if it is not compressed. */
  private static CompressionCodec find(String name, Map<String, String> settings) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? null : factory(settings).getCodec(new Path("name" + name.substring(dot)));
  }

  private static CompressionCodecFactory factory(Map<String, String> settings) {
    return FACTORIES.computeIfAbsent(settings, HadoopCodecs::make);
  }

  private static CompressionCodecFactory make(Map<String, String> settings) {
    try {
      return new CompressionCodecFactory(HadoopConfigurations.of(settings));
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }
}

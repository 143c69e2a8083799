package dev.tidemill.core.output;

import dev.tidemill.core.hadoop.client.HadoopConfigurations;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionOutputStream;
import org.apache.hadoop.io.compress.Compressor;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * Files of another format, compressed.
 *
 * @param extension that of the codec
 * @param hadoopSettings what the codec looks at
 */
public record CompressedParts<T>(
    PartFormat<T> format,
    Class<? extends CompressionCodec> codec,
    String extension,
    Map<String, String> hadoopSettings)
    implements PartFormat<T> {

  /**
   * @throws IllegalArgumentException if the codec cannot be made
   */
  public static <T> PartFormat<T> of(
      PartFormat<T> format,
      Class<? extends CompressionCodec> codec,
      Map<String, String> hadoopSettings) {
    try {
      String extension = make(codec, hadoopSettings).getDefaultExtension();
      return new CompressedParts<>(format, codec, extension, Map.copyOf(hadoopSettings));
    } catch (IOException | RuntimeException | LinkageError failed) {
      throw new IllegalArgumentException(
          "codec is " + codec.getName() + ", which cannot be made: " + failed, failed);
    }
  }

  private static CompressionCodec make(
      Class<? extends CompressionCodec> codec, Map<String, String> hadoopSettings)
      throws IOException {
    return ReflectionUtils.newInstance(codec, HadoopConfigurations.of(hadoopSettings));
  }

  @Override
  public PartWriter<T> begin(OutputStream out) throws IOException {
    CompressionCodec made = make(codec, hadoopSettings);
    Compressor compressor = CodecPool.getCompressor(made);
    try {
      CompressionOutputStream compressed = made.createOutputStream(out, compressor);
      return new Compressing<>(format.begin(compressed), compressed, compressor);
    } catch (IOException | RuntimeException failed) {
      CodecPool.returnCompressor(compressor);
      throw failed;
    }
  }

  private record Compressing<T>(
      PartWriter<T> part, CompressionOutputStream compressed, Compressor compressor)
      implements PartWriter<T> {
    @Override
    public void write(T record) throws IOException {
      part.write(record);
    }

    @Override
    public void finish() throws IOException {
      part.finish();
      compressed.finish();
      compressed.flush();
    }

    @Override
    public void close() {
      part.close();
      CodecPool.returnCompressor(compressor);
    }
  }
}

package dev.tidemill.input;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.hadoop.client.HadoopConfigurations;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * A file that a function may open: where it is, not what is in it. It can be kept, sent and opened
 * any number of times; the file has to stay. Methods throw, undeclared as in the mirrored API, the
 * {@link IOException} of a file that is gone or has become shorter.
 */
public final class PortableDataStream implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final String name;
  private final String path;
  private final long length;
  private final Map<String, String> hadoopSettings;

  private PortableDataStream(
      String root, String name, String path, long length, Map<String, String> hadoopSettings) {
    this.root = root;
    this.name = name;
    this.path = path;
    this.length = length;
    this.hadoopSettings = hadoopSettings;
  }

  /**
   * For the engine's own modules.
   *
   * @param root of the store that has the file, and its name there
   * @param path its full name
   */
  public static PortableDataStream of(
      String root, String name, String path, long length, Map<String, String> hadoopSettings) {
    return new PortableDataStream(root, name, path, length, hadoopSettings);
  }

  /** The file's full name, as in {@code hdfs://host:8020/in/picture.png}. */
  public String getPath() {
    return path;
  }

  /** Opens the file at its beginning. Whoever opens it closes it. */
  public DataInputStream open() {
    try {
      return new DataInputStream(
          new BufferedInputStream(FileStores.open(root, hadoopSettings).open(name, 0)));
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /** All bytes that the file had when it was found; at most 2 GB. */
  public byte[] toArray() {
    try (DataInputStream in = open()) {
      byte[] bytes = in.readNBytes(Math.toIntExact(length));
      if (bytes.length < length) {
        throw new EOFException(
            path + " has " + bytes.length + " bytes; it had " + length + " when it was found.");
      }
      return bytes;
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    } catch (ArithmeticException tooLarge) {
      throw new IllegalStateException(
          path + " has " + length + " bytes, more than an array can hold; read it by open().",
          tooLarge);
    }
  }

  /** Hadoop's settings as the context has them. A new copy. */
  public Configuration getConfiguration() {
    try {
      return HadoopConfigurations.of(hadoopSettings);
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  @Override
  public String toString() {
    return "PortableDataStream(" + path + ")";
  }
}

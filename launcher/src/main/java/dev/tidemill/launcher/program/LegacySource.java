package dev.tidemill.launcher.program;

import dev.tidemill.porter.PortedSource;
import dev.tidemill.porter.SourcePorter;
import dev.tidemill.porter.UnparsableSourceException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A source of the legacy engine, which is ported on its way to the compiler. */
final class LegacySource {
  private static final String PREFIX = "org.apache.spark.";

  private LegacySource() {}

  /** Whether a text names the legacy engine, as one that was not ported does. */
  static boolean isMeant(String text) {
    return text.contains(PREFIX);
  }

  /**
   * The text as it is compiled; lines keep their numbers.
   *
   * @param remarks told what does not port by itself
   * @throws UsageException if it is no Java source
   */
  static String ported(Path file, String text, Consumer<String> remarks) {
    try {
      PortedSource ported = new SourcePorter().port(file.toString(), text);
      ported.remarks().forEach(remark -> remarks.accept(remark.toString()));
      return ported.text();
    } catch (UnparsableSourceException wrong) {
      throw new UsageException(wrong.getMessage(), wrong);
    }
  }
}

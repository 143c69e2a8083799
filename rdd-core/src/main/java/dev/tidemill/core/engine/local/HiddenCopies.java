package dev.tidemill.core.engine.local;

import dev.tidemill.core.engine.Sink;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Defines copies of {@link RecordLoop} as hidden classes, from the bytes it was loaded from. */
final class HiddenCopies {
  private static final Logger LOG = LoggerFactory.getLogger(HiddenCopies.class);

  // Null until a chain has earned a class: most programs end before that. Empty if the bytes cannot
  // be had, as where a program was compiled ahead of time.
  private Optional<byte[]> template;

  HiddenCopies() {}

  HiddenCopies(Optional<byte[]> template) {
    this.template = template;
  }

  private synchronized Optional<byte[]> template() {
    if (template == null) {
      template = read();
    }
    return template;
  }

  private static Optional<byte[]> read() {
    String file = RecordLoop.class.getSimpleName() + ".class";
    try (InputStream bytes = RecordLoop.class.getResourceAsStream(file)) {
      return bytes == null ? Optional.empty() : Optional.of(bytes.readAllBytes());
    } catch (IOException failed) {
      LOG.debug("Cannot read {}; all chains share one class.", file, failed);
      return Optional.empty();
    }
  }

  /**
   * A kernel over nothing, of a class that nothing else uses. The class goes when its last kernel
   * does. Empty if none can be made; the shared class does the same, only slower.
   */
  Optional<Kernel> define(Shape shape) {
    Optional<byte[]> bytes = template();
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      Class<?> copy =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(bytes.get(), shape, true)
              .lookupClass();
      return Optional.of(
          (Kernel)
              copy.getDeclaredConstructor(Piece.class, Sink.class, Warmth.class)
                  .newInstance(Piece.NOTHING, null, null));
    } catch (ReflectiveOperationException | LinkageError failed) {
      LOG.debug("Cannot define a kernel; its chain shares the common class.", failed);
      return Optional.empty();
    }
  }
}

package dev.tidemill.runtime;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources of a context while it starts: all of them run, or none. Used by one thread. */
final class SourceSet {
  private static final Logger LOG = LoggerFactory.getLogger(SourceSet.class);

  private final List<StreamSource<?>> sources;
  private final List<StreamSource<?>> begun = new ArrayList<>();

  SourceSet(List<StreamSource<?>> sources) {
    this.sources = sources;
  }

  /**
   * Starts them in order; throws what the first that fails throws.
   *
   * @param contexts makes what a source is told, by its number
   */
  void start(IntFunction<SourceContext> contexts) {
    for (StreamSource<?> source : sources) {
      begun.add(source); // before the call: half started needs a stop too
      try {
        source.start(contexts.apply(begun.size() - 1));
      } catch (Throwable failed) {
        throw Sneaky.thrown(failed);
      }
    }
  }

  /** Stops those that began to start, whatever each of them throws. */
  void stopQuietly() {
    for (StreamSource<?> source : begun) {
      try {
        source.stop();
      } catch (Throwable failed) { // errors too: why the start failed is what the user must see
        LOG.warn("Stopping {} after a failed start: {}", source.description(), failed.toString());
      }
    }
  }
}

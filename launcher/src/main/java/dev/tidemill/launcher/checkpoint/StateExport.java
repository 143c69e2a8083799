package dev.tidemill.launcher.checkpoint;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.CodecException;
import dev.tidemill.core.text.Printable;
import dev.tidemill.launcher.program.UsageException;
import dev.tidemill.runtime.recovery.StoredCheckpoint;
import dev.tidemill.runtime.recovery.StoredCheckpoint.StoredPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys and values of a state as lines, one each. */
public final class StateExport {
  private final StoredCheckpoint stored;
  private final Codec codec;

  public StateExport(StoredCheckpoint stored, Codec codec) {
    this.stored = stored;
    this.codec = codec;
  }

  /** How a line is written. */
  public enum Format {
    /** Key, tab, value; as they say themselves by {@code toString}, without line breaks. */
    TEXT,
    /** See {@link ValueJson}. */
    JSON
  }

  /**
   * The lines of a state.
   *
   * @param name of the state, or its id; not needed if there is only one
   * @throws UsageException if it is not clear which state is meant, or classes are missing
   */
  public List<String> lines(Optional<String> name, Format format) throws IOException {
    StoredPart state = choose(name);
    Map<Object, Object> values;
    try {
      values = stored.keys(state.id(), codec).values();
    } catch (CodecException unknown) {
      throw new UsageException(
          "The values of '%s' cannot be read: %s Give the program's jar by --jars, or name the classes by --conf tidemill.codec.allow=..."
              .formatted(called(state), unknown.getMessage()),
          unknown);
    }
    List<String> lines = new ArrayList<>(values.size());
    for (Map.Entry<Object, Object> entry : values.entrySet()) {
      lines.add(
          format == Format.JSON
              ? ValueJson.line(entry.getKey(), entry.getValue())
              : oneLine(entry.getKey()) + "\t" + oneLine(entry.getValue()));
    }
    return lines;
  }

  private static String oneLine(Object value) {
    return String.valueOf(value)
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }

  private StoredPart choose(Optional<String> name) {
    List<StoredPart> states = stored.states();
    List<StoredPart> meant =
        states.stream().filter(state -> name.isEmpty() || isCalled(state, name.get())).toList();
    if (meant.size() == 1) {
      return meant.get(0);
    }
    if (states.isEmpty()) {
      throw new UsageException("The program that wrote this has no state, so nothing to export");
    }
    String known = states.stream().map(StateExport::called).collect(Collectors.joining(", "));
    throw new UsageException(
        name.isEmpty()
            ? "There are several states; say which one by --state: " + known
            : "There is no state %s; there are %s".formatted(Printable.text(name.get()), known));
  }

  private static boolean isCalled(StoredPart state, String name) {
    return state.part().name().map(name::equals).orElse(false) || state.operation().equals(name);
  }

  private static String called(StoredPart state) {
    return state.part().name().orElse(state.operation());
  }
}

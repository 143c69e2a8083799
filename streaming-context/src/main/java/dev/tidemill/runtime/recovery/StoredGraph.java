package dev.tidemill.runtime.recovery;

import dev.tidemill.dstream.graph.GraphPart;
import dev.tidemill.dstream.graph.Grid;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The program that wrote a journal, as far as a later one has to know it. As JSON:
 *
 * <pre>
 *   { "application": name,
 *     "eras":  [ [zero, after, upTo, interval], ... ],      milliseconds
 *     "parts": [ { "id", "role", "kind", "name"?, "fingerprint", "detail" }, ... ] }
 * </pre>
 *
 * @param parts in the order in which the program made them; an id is that of the operation, a colon
 *     and the role, and stays the same for as long as later programs have the part
 */
record StoredGraph(String application, Grid grid, List<Part> parts) {
  /** A part and the id under which the journal keeps what belongs to it. */
  record Part(String id, GraphPart part) {
    /** The id of the operation that the part belongs to: the id without the role. */
    String operation() {
      return id.substring(0, id.lastIndexOf(SEPARATOR));
    }

    /** As that of the part. */
    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }

  private static final char SEPARATOR = ':';

  static String id(String operation, GraphPart part) {
    return operation + SEPARATOR + part.role().name().toLowerCase(Locale.ROOT);
  }

  byte[] bytes() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("application", application);
    List<List<Long>> eras = new ArrayList<>();
    for (Grid.Era era : grid.eras()) {
      eras.add(
          List.of(
              era.zero().milliseconds(),
              era.after().milliseconds(),
              era.upTo().milliseconds(),
              era.interval().milliseconds()));
    }
    values.put("eras", eras);
    values.put("parts", parts.stream().map(StoredGraph::values).toList());
    return Json.bytes(values);
  }

  private static Map<String, Object> values(Part stored) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", stored.id());
    values.put("role", stored.part().role().name());
    values.put("kind", stored.part().kind());
    stored.part().name().ifPresent(name -> values.put("name", name));
    values.put("fingerprint", stored.part().fingerprint());
    values.put("detail", stored.part().detail());
    return values;
  }

  static StoredGraph of(byte[] bytes) throws IOException {
    Map<String, Object> values = Json.object(bytes);
    try {
      List<Grid.Era> eras = new ArrayList<>();
      for (Object era : (List<?>) values.get("eras")) {
        List<?> four = (List<?>) era;
        eras.add(
            new Grid.Era(time(four, 0), time(four, 1), time(four, 2), new Duration(ms(four, 3))));
      }
      List<Part> parts = new ArrayList<>();
      for (Object part : (List<?>) values.get("parts")) {
        parts.add(part(parts.size(), Json.cast(part)));
      }
      return new StoredGraph((String) values.get("application"), new Grid(eras), parts);
    } catch (ClassCastException | NullPointerException | IllegalArgumentException wrong) {
      throw new IOException("The journal's record of the program is not complete.", wrong);
    }
  }

  private static Part part(int number, Map<String, Object> values) {
    return new Part(
        text(values, "id"),
        new GraphPart(
            number,
            number,
            GraphPart.Role.valueOf(text(values, "role")),
            text(values, "kind"),
            Optional.ofNullable((String) values.get("name")),
            text(values, "fingerprint"),
            text(values, "detail")));
  }

  private static String text(Map<String, Object> values, String name) {
    String text = (String) values.get(name);
    if (text == null || name.equals("id") && text.indexOf(SEPARATOR) < 0) {
      throw new IllegalArgumentException("A part has no " + name + ".");
    }
    return text;
  }

  private static Time time(List<?> numbers, int place) {
    return new Time(ms(numbers, place));
  }

  private static long ms(List<?> numbers, int place) {
    return (Long) numbers.get(place);
  }
}

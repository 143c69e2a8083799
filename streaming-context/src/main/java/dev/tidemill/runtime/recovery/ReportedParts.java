package dev.tidemill.runtime.recovery;

import dev.tidemill.dstream.graph.GraphPart;
import dev.tidemill.dstream.graph.GraphPart.Role;
import dev.tidemill.runtime.recovery.StoredGraph.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people care for of a match: sources, states, and streams that are written down for the
 * windows over them; a line each.
 */
record ReportedParts(List<String> matched, List<String> changed, List<String> added) {

  static ReportedParts of(List<GraphPart> parts, GraphMatch match) {
    List<String> matched = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (GraphPart part : shown(parts)) {
      Optional<GraphPart> before = match.of(part).map(Part::part);
      if (before.isEmpty()) {
        added.add(part.toString());
        continue;
      }
      matched.add(part.toString());
      if (!before.get().fingerprint().equals(part.fingerprint())
          || !before.get().detail().equals(part.detail())) {
        changed.add(part + ", was " + describe(before.get()));
      }
    }
    return new ReportedParts(matched, changed, added);
  }

  static List<String> orphans(GraphMatch match) {
    List<GraphPart> orphans = match.orphans().stream().map(Part::part).toList();
    return shown(orphans).stream().map(ReportedParts::describe).toList();
  }

  private static String describe(GraphPart part) {
    return part + ", made from " + part.fingerprint();
  }

  /** What a window keeps beside its values is not said twice. */
  private static List<GraphPart> shown(List<GraphPart> parts) {
    return parts.stream()
        .filter(part -> part.role() != Role.OUTPUT)
        .filter(part -> !part.role().isDatasets() || !hasState(part, parts))
        .toList();
  }

  private static boolean hasState(GraphPart part, List<GraphPart> parts) {
    return parts.stream()
        .anyMatch(
            other ->
                other.role() == Role.STATE
                    && other.kind().equals(part.kind())
                    && other.fingerprint().equals(part.fingerprint()));
  }
}

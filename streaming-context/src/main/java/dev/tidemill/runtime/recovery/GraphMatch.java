package dev.tidemill.runtime.recovery;

import dev.tidemill.dstream.graph.GraphPart;
import dev.tidemill.dstream.graph.GraphPart.Role;
import dev.tidemill.runtime.recovery.StoredGraph.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which part of the program that runs now goes on with what was kept of which part of an earlier
 * one. In this order, and only between parts of the same role and kind:
 *
 * <ol>
 *   <li>the same name, or a name that is the id of the earlier operation;
 *   <li>made from the same ({@link GraphPart#fingerprint}) with the same details; of several, in
 *       their order, if there are as many as before;
 *   <li>made from the same, likewise;
 *   <li>only these two are left of their kind.
 * </ol>
 *
 * <p>A part that had a name is found by it only. What is left is new, or an orphan. Where both are
 * left of one kind and not both have names, who is who cannot be known: a problem, for the program
 * to settle by names. Outputs are no problem: one that is not known is run again.
 */
final class GraphMatch {
  private final List<Part> before;
  private final List<GraphPart> now;
  private final Map<GraphPart, Part> matched = new LinkedHashMap<>();
  private final Set<Part> used = new HashSet<>();
  private final Map<Integer, String> problems = new LinkedHashMap<>();

  GraphMatch(List<Part> before, List<GraphPart> now) {
    this.before = before;
    this.now = now;
    matchNames();
    matchGroups(part -> made(part) + " " + part.detail(), Integer.MAX_VALUE);
    matchGroups(GraphMatch::made, Integer.MAX_VALUE);
    matchGroups(GraphMatch::kind, 1);
    findProblems();
  }

  private static String kind(GraphPart part) {
    return part.role() + " " + part.kind();
  }

  private static String made(GraphPart part) {
    return kind(part) + " " + part.fingerprint();
  }

  private void matchNames() {
    for (GraphPart part : now.stream().filter(p -> p.name().isPresent()).toList()) {
      for (Part then : left()) {
        boolean known =
            part.name().equals(then.part().name()) || part.name().get().equals(then.operation());
        if (kind(part).equals(kind(then.part())) && known) {
          pair(part, then);
          break;
        }
      }
    }
  }

  private void pair(GraphPart part, Part then) {
    matched.put(part, then);
    used.add(then);
  }

  /** Pairs those in equal groups of equal size, in their order. */
  private void matchGroups(Function<GraphPart, String> group, int largest) {
    Map<String, List<Part>> then = new HashMap<>();
    for (Part part : left()) {
      if (part.part().name().isEmpty()) {
        then.computeIfAbsent(group.apply(part.part()), g -> new ArrayList<>()).add(part);
      }
    }
    Map<String, List<GraphPart>> today = new LinkedHashMap<>();
    for (GraphPart part : now) {
      if (!matched.containsKey(part)) {
        today.computeIfAbsent(group.apply(part), g -> new ArrayList<>()).add(part);
      }
    }
    today.forEach(
        (key, parts) -> {
          List<Part> same = then.getOrDefault(key, List.of());
          if (same.size() == parts.size() && parts.size() <= largest) {
            for (int i = 0; i < parts.size(); i++) {
              pair(parts.get(i), same.get(i));
            }
          }
        });
  }

  private void findProblems() {
    for (GraphPart part : now) {
      if (matched.containsKey(part) || part.role() == Role.OUTPUT) {
        continue;
      }
      List<String> candidates = new ArrayList<>();
      for (Part then : left()) {
        boolean bothNamed = part.name().isPresent() && then.part().name().isPresent();
        if (kind(part).equals(kind(then.part())) && !bothNamed) {
          candidates.add(
              ".name(\""
                  + then.operation()
                  + "\") for what was made from "
                  + then.part().fingerprint());
        }
      }
      if (!candidates.isEmpty()) {
        problems.putIfAbsent(
            part.operation(),
            part
                + ", made from "
                + part.fingerprint()
                + ", may be an earlier one: say "
                + String.join(", ", candidates)
                + ", or any other name if it is new");
      }
    }
  }

  private List<Part> left() {
    return before.stream().filter(part -> !used.contains(part)).toList();
  }

  /** What is kept under which id for a part of the program, if something is. */
  Optional<Part> of(GraphPart part) {
    return Optional.ofNullable(matched.get(part));
  }

  /** Parts of which something was kept and that the program does not have any more. */
  List<Part> orphans() {
    return left();
  }

  /** What cannot be told, a sentence each; empty if all is clear. */
  List<String> problems() {
    return List.copyOf(problems.values());
  }

  /** The parts of the program with their ids, old ones where there are, else new ones. */
  List<Part> withIds() {
    Set<String> taken = new HashSet<>();
    before.forEach(part -> taken.add(part.operation()));
    Map<Integer, String> operations = new HashMap<>();
    matched.forEach((part, then) -> operations.put(part.operation(), then.operation()));
    List<Part> parts = new ArrayList<>();
    for (GraphPart part : now) {
      String operation = operations.computeIfAbsent(part.operation(), o -> newId(part, taken));
      parts.add(new Part(StoredGraph.id(operation, part), part));
    }
    return parts;
  }

  private static String newId(GraphPart part, Set<String> taken) {
    String wanted = part.name().orElse(part.kind());
    String id = wanted;
    for (int i = 2; !taken.add(id); i++) {
      id = wanted + " " + i;
    }
    return id;
  }
}

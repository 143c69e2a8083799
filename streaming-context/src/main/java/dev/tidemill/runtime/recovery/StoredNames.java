package dev.tidemill.runtime.recovery;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.text.Printable;
import dev.tidemill.dstream.graph.GraphPart;
import dev.tidemill.runtime.journal.BaseEdit;
import dev.tidemill.runtime.journal.DriverLease;
import dev.tidemill.runtime.journal.JournalEntry;
import dev.tidemill.runtime.journal.LeaseOptions;
import dev.tidemill.runtime.recovery.StoredGraph.Part;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Changes the names by which a later program finds what is kept. Ids stay as they are, so nothing
 * but the record of the program is written anew.
 */
public final class StoredNames {
  private StoredNames() {}

  /**
   * Gives an operation a name, as if the program that wrote the journal had called {@code
   * .name(to)} on it.
   *
   * @param from its name, or its id if it has none
   * @return the parts that have the name now, for people
   * @throws IllegalArgumentException when there is no such operation, or another one has the name
   * @throws dev.tidemill.runtime.journal.LeaseHeldException when a driver has the directory
   */
  public static List<String> rename(FileStore store, String from, String to)
      throws IOException, InterruptedException {
    try (DriverLease lease = DriverLease.acquire(store, LeaseOptions.of(false))) {
      Optional<StoredCheckpoint> stored = StoredCheckpoint.open(store);
      if (stored.isEmpty()) {
        throw new IllegalArgumentException(
            "There is no journal in " + store.root() + ", so nothing to rename.");
      }
      BaseEdit.apply(store, lease, entry -> renamed(entry, from, to));
      return StoredCheckpoint.open(store).orElseThrow().parts().stream()
          .filter(part -> part.part().name().equals(Optional.of(to)))
          .map(part -> part.part().toString())
          .toList();
    }
  }

  private static JournalEntry renamed(JournalEntry entry, String from, String to) {
    if (entry.kind() != EntryKind.GRAPH) {
      return entry;
    }
    StoredGraph graph = read(entry);
    requireFree(graph, from, to);
    List<Part> parts =
        graph.parts().stream()
            .map(part -> StoredCheckpoint.isCalled(part, from) ? named(part, to) : part)
            .toList();
    StoredGraph next = new StoredGraph(graph.application(), graph.grid(), parts);
    return new JournalEntry(entry.kind(), entry.batch(), next.bytes());
  }

  private static StoredGraph read(JournalEntry entry) {
    try {
      return StoredGraph.of(entry.payload());
    } catch (IOException impossible) {
      throw new IllegalStateException("It could be read a moment ago", impossible);
    }
  }

  private static void requireFree(StoredGraph graph, String from, String to) {
    TreeSet<String> known = new TreeSet<>();
    boolean found = false;
    for (Part part : graph.parts()) {
      known.add(Printable.text(part.part().name().orElse(part.operation())));
      boolean isMeant = StoredCheckpoint.isCalled(part, from);
      found |= isMeant;
      if (!isMeant && StoredCheckpoint.isCalled(part, to)) {
        throw new IllegalArgumentException(
            "%s is what %s is called already; choose another name"
                .formatted(Printable.text(to), part.part()));
      }
    }
    if (!found) {
      throw new IllegalArgumentException(
          "Nothing is called %s; there are %s"
              .formatted(Printable.text(from), String.join(", ", known)));
    }
  }

  private static Part named(Part stored, String name) {
    GraphPart part = stored.part();
    return new Part(
        stored.id(),
        new GraphPart(
            part.number(),
            part.operation(),
            part.role(),
            part.kind(),
            Optional.of(name),
            part.fingerprint(),
            part.detail()));
  }
}

package dev.tidemill.core.closure;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * Walks what Java serialisation would write of a closure, breadth first, so that what is found is
 * found on the shortest way. Rings end, since every object is met once.
 */
final class ClosureWalk {
  // Who looks for one object among more than these would wait for minutes.
  private static final int MOST_OBJECTS = 1_000_000;

  private final SharedVariables shared;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Place> open = new ArrayDeque<>();

  /**
   * An object that was met.
   *
   * @param reference how the one before refers to it; null for the closure itself
   * @param before null for the closure itself
   * @param finding what a stream makes of the object
   */
  record Place(Object object, Reference reference, Place before, Probe.Finding finding) {}

  ClosureWalk(Object closure, SharedVariables shared) {
    this.shared = shared;
    open.add(new Place(closure, null, null, null));
  }

  /** The next object; none if all were met. */
  Optional<Place> next() throws IOException {
    if (open.isEmpty() || seen.size() > MOST_OBJECTS) {
      return Optional.empty();
    }
    Place place = open.remove();
    Probe.Finding finding = Probe.of(place.object(), shared);
    return Optional.of(new Place(place.object(), place.reference(), place.before(), finding));
  }

  /** What the object refers to will be met as well. */
  void enter(Place place) {
    for (Reference reference : References.of(place.object(), place.finding())) {
      if (seen.add(reference.target())) {
        open.add(new Place(reference.target(), reference, place, null));
      }
    }
  }
}

package dev.tidemill.core.closure;

import dev.tidemill.core.closure.ClosureWalk.Place;
import dev.tidemill.core.error.CallSite;
import java.io.IOException;
import java.io.NotSerializableException;
import java.lang.invoke.SerializedLambda;
import java.util.LinkedList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The way from a function to what keeps it from being serialised, as seen by who wrote the
 * function: what we or the JDK have put around it is left out.
 *
 * @param culprit the object at its end
 * @param itself whether the culprit is what was to be serialised
 * @param steps none if there is nothing of the program's around the culprit
 */
record SerializationPath(Object culprit, boolean itself, List<Reference> steps) {

  /**
   * @param failure what writing the closure threw
   * @return empty if a class writes something that is not seen from outside
   */
  static Optional<SerializationPath> find(
      Object closure, SharedVariables shared, NotSerializableException failure) throws IOException {
    ClosureWalk walk = new ClosureWalk(closure, shared);
    for (Optional<Place> next = walk.next(); next.isPresent(); next = walk.next()) {
      Optional<NotSerializableException> refusal = next.get().finding().refusal();
      if (refusal.isEmpty()) {
        walk.enter(next.get());
      } else if (Objects.equals(refusal.get().getMessage(), failure.getMessage())) {
        return Optional.of(to(next.get()));
      }
      // Else it is in a field that its class does not write.
    }
    return Optional.empty();
  }

  /** To an object of the driver that the program's function uses directly, if there is one. */
  static Optional<SerializationPath> toDriverSide(Object function, SharedVariables shared)
      throws IOException {
    ClosureWalk walk = new ClosureWalk(function, shared);
    for (Optional<Place> next = walk.next(); next.isPresent(); next = walk.next()) {
      if (DriverSide.Finder.of(next.get().object().getClass()).isPresent()) {
        return Optional.of(to(next.get()));
      }
      Place before = next.get().before();
      if (before == null || !isOfProgram(before)) {
        walk.enter(next.get());
      }
    }
    return Optional.empty();
  }

  private static SerializationPath to(Place last) {
    Place culprit = last;
    for (Place place = last; place != null; place = place.before()) {
      if (DriverSide.Finder.of(place.object().getClass()).isPresent()) {
        culprit = place; // what such an object holds is none of the program's business
      }
    }
    LinkedList<Reference> steps = new LinkedList<>();
    int foreign = 0;
    for (Place place = culprit; place.before() != null; place = place.before()) {
      steps.addFirst(place.reference());
      foreign = isOfProgram(place.before()) ? 0 : foreign + 1;
    }
    return new SerializationPath(
        culprit.object(), steps.isEmpty(), steps.subList(foreign, steps.size()));
  }

  /** Whether the program's code has made it, and not ours or the JDK's. */
  private static boolean isOfProgram(Place place) {
    Object form = place.finding().form();
    if (form instanceof SerializedLambda lambda) {
      String maker = lambda.getCapturingClass().replace('/', '.');
      return !CallSite.isEngine(maker) && !maker.startsWith("java.");
    }
    return !CallSite.isEngine(form.getClass().getName()) && !References.ofJdk(form.getClass());
  }

  /** All steps after the first: {@code pool.connections[3]}. */
  String afterFirst() {
    String path = steps.stream().skip(1).map(Reference::inPath).collect(Collectors.joining());
    return path.startsWith(".") ? path.substring(1) : path;
  }
}

package dev.tidemill.core.closure;

import dev.tidemill.core.task.TaskFunctions;
import dev.tidemill.core.task.TaskRun;
import dev.tidemill.util.Accumulators;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Gives each task a copy of its own of the functions that add to an accumulator of the program's
 * own class. Such a class says what {@code add} does and knows nothing of tasks, so each task needs
 * an object of it; the function leads to that object only if it is copied, too. The other functions
 * are shared by all tasks.
 *
 * <p>Functions are looked at once each, and only in programs that have registered such an
 * accumulator.
 */
public final class FunctionCopies implements TaskFunctions {
  private final Closures closures;
  private final SharedVariables shared;
  // Functions are equal by identity, or have nothing that could tell them apart.
  private final Map<Object, Optional<SerializedClosure<?>>> known =
      Collections.synchronizedMap(new WeakHashMap<>());

  public FunctionCopies(Closures closures, SharedVariables shared) {
    this.closures = closures;
    this.shared = shared;
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the function's class
  public <F> F own(F function) throws Exception {
    if (!shared.hasOfProgram()) {
      return function;
    }
    Optional<TaskRun> task = TaskRun.current();
    if (task.isEmpty()) {
      return function;
    }
    Optional<SerializedClosure<?>> copied = lookAt(function);
    return copied.isEmpty() ? function : (F) task.get().own(function, copied.get()::copy);
  }

  private Optional<SerializedClosure<?>> lookAt(Object function) throws Exception {
    Optional<SerializedClosure<?>> copied = known.get(function);
    if (copied == null) {
      copied =
          reachesOfProgram(function)
              ? Optional.of(closures.serialize("a function that adds to an accumulator", function))
              : Optional.empty();
      known.put(function, copied);
    }
    return copied;
  }

  private boolean reachesOfProgram(Object function) throws IOException {
    ClosureWalk walk = new ClosureWalk(function, shared);
    for (Optional<ClosureWalk.Place> next = walk.next(); next.isPresent(); next = walk.next()) {
      if (Accumulators.isOfProgram(next.get().object())) {
        return true;
      }
      walk.enter(next.get());
    }
    return false;
  }
}

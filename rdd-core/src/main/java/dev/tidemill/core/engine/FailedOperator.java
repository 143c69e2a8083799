package dev.tidemill.core.engine;

import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Narrow;
import dev.tidemill.core.plan.Plan;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which operator's function threw: the frames of the stack are compared with the methods
 * that the functions of the stage consist of. So a record on its way costs nothing.
 *
 * <p>The frame of a lambda names the method that the compiler made of it, which the lambda tells
 * when it is asked for its serialised form (all function types of the API are serialisable). A
 * function of ours that wraps one of the program's is looked into.
 */
final class FailedOperator {
  /** How deep wrappers may lie in each other. */
  private static final int DEEPEST = 4;

  private final Map<String, String> operatorOfMethod = new HashMap<>();

  private FailedOperator() {}

  /** What the program called to make the dataset, or to run the job; empty if it cannot be told. */
  static Optional<String> of(Job<?, ?> job, Plan<?> top, Throwable thrown) {
    FailedOperator search = new FailedOperator();
    search.addStage(top);
    if (top == job.plan()) {
      search.add(job.action(), job.task(), 0);
    }
    for (StackTraceElement frame : thrown.getStackTrace()) {
      String name = search.operatorOfMethod.get(key(frame.getClassName(), frame.getMethodName()));
      if (name != null) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static String key(String type, String method) {
    return type + '#' + method;
  }

  private void addStage(Plan<?> top) {
    Set<Plan<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Plan<?>> open = new ArrayDeque<>();
    open.push(top);
    while (!open.isEmpty()) {
      Plan<?> node = open.pop();
      if (!seen.add(node)) {
        continue;
      }
      addNode(node);
      if (!(node instanceof Exchange)) {
        node.parents().forEach(open::push);
      }
    }
  }

  private void addNode(Plan<?> node) {
    if (node instanceof Mapped<?, ?> mapped) {
      add(node.operator(), mapped.function(), 0);
    } else if (node instanceof Filtered<?> filtered) {
      add(node.operator(), filtered.function(), 0);
    } else if (node instanceof FlatMapped<?, ?> flatMapped) {
      add(node.operator(), flatMapped.function(), 0);
    } else if (node instanceof Narrow<?> narrow) {
      narrow.function().ifPresent(function -> add(node.operator(), function, 0));
    }
  }

  private void add(String operator, Object function, int depth) {
    if (function == null || depth > DEEPEST) {
      return;
    }
    Class<?> type = function.getClass();
    if (type.isHidden() || type.isSynthetic()) {
      lambdaOf(function).ifPresent(lambda -> addLambda(operator, lambda, depth));
    } else if (isOurs(type.getName())) {
      addFields(operator, function, depth);
    } else if (!type.getName().startsWith("java.")) {
      operatorOfMethod.putIfAbsent(key(type.getName(), "call"), operator);
    }
  }

  private void addLambda(String operator, SerializedLambda lambda, int depth) {
    String type = lambda.getImplClass().replace('/', '.');
    if (!isOurs(type)) {
      operatorOfMethod.putIfAbsent(key(type, lambda.getImplMethodName()), operator);
    }
    for (int i = 0; i < lambda.getCapturedArgCount(); i++) {
      add(operator, lambda.getCapturedArg(i), depth + 1);
    }
  }

  private void addFields(String operator, Object function, int depth) {
    for (Field field : function.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        try {
          field.setAccessible(true);
          add(operator, field.get(function), depth + 1);
        } catch (ReflectiveOperationException | RuntimeException closed) {
          continue; // then this function is not recognised, and the message names no operator
        }
      }
    }
  }

  private static Optional<SerializedLambda> lambdaOf(Object function) {
    try {
      Method replace = function.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      return replace.invoke(function) instanceof SerializedLambda lambda
          ? Optional.of(lambda)
          : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException notSerialisable) {
      return Optional.empty();
    }
  }

  private static boolean isOurs(String type) {
    return type.startsWith("dev.tidemill.core.")
        || type.startsWith("dev.tidemill.rdd.")
        || type.startsWith("dev.tidemill.api.java.")
        || type.startsWith("dev.tidemill.streaming.");
  }
}

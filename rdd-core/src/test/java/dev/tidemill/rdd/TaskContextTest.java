package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.api.java.JavaRDD;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a function learns about its task. */
class TaskContextTest extends DatasetTest {
  private final Shared<List<String>> events =
      new Shared<>(Collections.synchronizedList(new ArrayList<>()));
  private final JavaRDD<Integer> numbers =
      context.parallelize(IntStream.range(0, 8).boxed().toList(), 4);

  @Test
  void outsideOfTasksThereIsNone() {
    assertNull(TaskContext.get());
    assertEquals(0, TaskContext.getPartitionId());
    numbers.count();
    assertNull(TaskContext.get());
  }

  @Test
  void itKnowsItsPartitionAndStage() {
    List<String> seen =
        numbers
            .map(
                n -> {
                  TaskContext task = TaskContext.get();
                  assertSame(task, TaskContext.get());
                  assertEquals(0, task.stageAttemptNumber());
                  assertEquals(1, task.cpus());
                  assertFalse(task.isCompleted());
                  assertFalse(task.isFailed());
                  assertFalse(task.isInterrupted());
                  assertEquals(task.partitionId(), TaskContext.getPartitionId());
                  return task.partitionId() + "/" + task.numPartitions() + task.attemptNumber();
                })
            .collect();
    assertEquals(List.of("0/40", "0/40", "1/40", "1/40", "2/40", "2/40", "3/40", "3/40"), seen);
  }

  @Test
  void stagesAndTasksHaveNumbersOfTheirOwn() {
    Shared<Set<Integer>> stages = new Shared<>(ConcurrentHashMap.newKeySet());
    Shared<Set<Long>> tasks = new Shared<>(ConcurrentHashMap.newKeySet());
    numbers
        .mapToPair(
            n -> {
              stages.it().add(TaskContext.get().stageId());
              tasks.it().add(TaskContext.get().taskAttemptId());
              return pair(n, n);
            })
        .reduceByKey(Integer::sum, 3)
        .foreach(
            n -> {
              stages.it().add(TaskContext.get().stageId());
              tasks.it().add(TaskContext.get().taskAttemptId());
              assertEquals(3, TaskContext.get().numPartitions());
            });
    assertEquals(2, stages.it().size());
    assertEquals(7, tasks.it().size());
  }

  @Test
  void completionListenersAreCalledTheLastOneFirst() {
    context
        .parallelize(List.of(1), 1)
        .foreach(
            n -> {
              TaskContext task = TaskContext.get();
              assertSame(task, task.addTaskCompletionListener(ended -> events.it().add("first")));
              task.addTaskCompletionListener(
                  ended -> events.it().add("second " + ended.isCompleted() + ended.isFailed()));
              task.addTaskFailureListener((ended, thrown) -> events.it().add("failed"));
              events.it().add("work");
            });
    assertEquals(List.of("work", "second truefalse", "first"), events.it());
  }

  @Test
  void failureListenersAreToldWhatWasThrownBeforeTheOthers() {
    Shared<RuntimeException> own = new Shared<>(new IllegalStateException("own"));
    assertThrows(
        SparkException.class,
        () ->
            context
                .parallelize(List.of(1), 1)
                .foreach(
                    n -> {
                      TaskContext task = TaskContext.get();
                      task.addTaskCompletionListener(
                          ended -> events.it().add("completed " + ended.isFailed()));
                      task.addTaskFailureListener(
                          (ended, thrown) -> events.it().add("failed " + (thrown == own.it())));
                      throw own.it();
                    }));
    assertEquals(List.of("failed true", "completed true"), events.it());
  }

  @Test
  void aListenerThatThrowsFailsTheTaskAndTheOthersAreToldAllTheSame() {
    SparkException failure =
        assertThrows(
            SparkException.class,
            () ->
                context
                    .parallelize(List.of(1), 1)
                    .foreach(
                        n -> {
                          TaskContext task = TaskContext.get();
                          task.addTaskCompletionListener(ended -> events.it().add("told"));
                          task.addTaskCompletionListener(
                              ended -> {
                                throw new IllegalStateException("listener");
                              });
                        }));
    assertEquals("listener", failure.getCause().getMessage());
    assertEquals(List.of("told"), events.it());
  }

  @Test
  void tasksThatAreStoppedEarlyAreCompleted() {
    assertEquals(
        List.of(0),
        numbers
            .mapPartitions(
                all -> {
                  TaskContext.get().addTaskCompletionListener(ended -> events.it().add("ended"));
                  return all;
                })
            .take(1));
    assertEquals(List.of("ended"), events.it());
  }

  @Test
  void itKnowsWhatTheSubmittingThreadHasSet() throws Exception {
    context.setLocalProperty("color", "blue");
    JavaRDD<String> colors = numbers.map(n -> TaskContext.get().getLocalProperty("color"));
    assertEquals(Map.of("blue", 8L), colors.countByValue());
    assertEquals("blue", context.getLocalProperty("color"));
    assertEquals("blue", numbers.map(n -> propertyOfTask()).first());
    Set<Object> ofThreads = new TreeSet<>();
    Thread child =
        new Thread(
            () -> {
              ofThreads.add(colors.first()); // a thread begins with what its maker had set
              context.setLocalProperty("color", "green");
              ofThreads.add(colors.first());
            });
    child.start();
    child.join();
    assertEquals(Set.of("blue", "green"), ofThreads);
    assertEquals("blue", colors.first());
    context.setLocalProperty("color", null);
    assertNull(context.getLocalProperty("color"));
    assertNull(colors.first());
    assertThrows(IllegalArgumentException.class, () -> context.setLocalProperty("", "x"));
  }

  private static String propertyOfTask() {
    return TaskContext.get().getLocalProperties().getProperty("color");
  }

  @Test
  void aJobInsideATaskHasTasksOfItsOwn() {
    requireLocalEngine("Datasets stay behind when a task travels.");
    JavaRDD<Integer> inner = context.parallelize(List.of(1, 2, 3), 3);
    context
        .parallelize(List.of(1), 1)
        .foreach(
            n -> {
              long outer = TaskContext.get().taskAttemptId();
              inner.foreach(m -> assertNotEquals(outer, TaskContext.get().taskAttemptId()));
              assertEquals(outer, TaskContext.get().taskAttemptId());
            });
    assertTrue(TaskContext.get() == null);
  }
}

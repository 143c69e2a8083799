package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.JobExecutionStatus;
import dev.tidemill.SparkException;
import dev.tidemill.SparkJobInfo;
import dev.tidemill.SparkStageInfo;
import dev.tidemill.api.java.JavaFutureAction;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.JavaSparkStatusTracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What a context tells of its jobs, and the tags and names that they are told by. */
class StatusTest extends DatasetTest {
  private static CountDownLatch begun;
  private static CountDownLatch goOn;

  private final transient JavaSparkStatusTracker tracker = context.statusTracker();

  StatusTest() {
    super("local[2,2]");
  }

  private static void latches(int tasks) {
    begun = new CountDownLatch(tasks);
    goOn = new CountDownLatch(1);
  }

  @Test
  void aRunningJobIsSeenWithItsStages() throws Exception {
    latches(1);
    context.setJobGroup("group", "description");
    context.setCallSite("the long one");
    JavaFutureAction<Long> counting =
        context
            .parallelize(List.of(1, 2, 3), 3)
            .mapToPair(n -> pair(n, n))
            .reduceByKey((a, b) -> a, 2)
            .map(
                pair -> {
                  begun.countDown();
                  goOn.await();
                  return pair;
                })
            .countAsync();
    begun.await();
    int job = counting.jobIds().get(0);
    assertArrayEquals(new int[] {job}, tracker.getActiveJobIds());
    assertArrayEquals(new int[] {job}, tracker.getJobIdsForGroup("group"));
    assertArrayEquals(new int[0], tracker.getJobIdsForGroup(null));
    SparkJobInfo info = tracker.getJobInfo(job);
    assertEquals(job, info.jobId());
    assertEquals(JobExecutionStatus.RUNNING, info.status());
    assertEquals(2, info.stageIds().length);
    assertArrayEquals(new int[] {info.stageIds()[1]}, tracker.getActiveStageIds());
    SparkStageInfo first = tracker.getStageInfo(info.stageIds()[0]);
    assertEquals(3, first.numTasks());
    assertEquals(3, first.numCompletedTasks());
    assertEquals(0, first.numActiveTasks());
    SparkStageInfo second = tracker.getStageInfo(info.stageIds()[1]);
    assertEquals(info.stageIds()[1], second.stageId());
    assertEquals("the long one", second.name());
    assertEquals(2, second.numTasks());
    assertTrue(second.numActiveTasks() >= 1, second::toString);
    assertEquals(0, second.numFailedTasks());
    assertEquals(0, second.currentAttemptId());
    assertTrue(second.submissionTime() >= context.startTime());
    goOn.countDown();
    assertEquals(3, counting.get());
    assertArrayEquals(new int[0], tracker.getActiveJobIds());
    assertArrayEquals(new int[] {job}, tracker.getJobIdsForGroup("group"));
    assertEquals(JobExecutionStatus.SUCCEEDED, tracker.getJobInfo(job).status());
    assertEquals(2, tracker.getStageInfo(info.stageIds()[1]).numCompletedTasks());
  }

  @Test
  void failedAttemptsAreCounted() {
    context.setJobGroup("failing", "");
    context.clearCallSite();
    assertThrows(
        SparkException.class,
        () ->
            context
                .parallelize(List.of(1), 1)
                .foreach(
                    n -> {
                      throw new IllegalStateException("no");
                    }));
    int job = tracker.getJobIdsForGroup("failing")[0];
    SparkJobInfo info = tracker.getJobInfo(job);
    assertEquals(JobExecutionStatus.FAILED, info.status());
    SparkStageInfo stage = tracker.getStageInfo(info.stageIds()[0]);
    assertEquals(2, stage.numFailedTasks());
    assertEquals(0, stage.numCompletedTasks());
    assertEquals("foreach", stage.name());
  }

  @Test
  void onlyTheLastJobsAreRemembered() {
    JavaRDD<Integer> one = context.parallelize(List.of(1), 1);
    List<Integer> jobs = new ArrayList<>();
    for (int i = 0; i < 1_010; i++) {
      one.count();
      jobs.addAll(Arrays.stream(tracker.getJobIdsForGroup(null)).boxed().limit(1).toList());
    }
    assertEquals(1_000, tracker.getJobIdsForGroup(null).length);
    assertNull(tracker.getJobInfo(jobs.get(0)));
    assertNull(tracker.getStageInfo(-1));
    assertThrows(IllegalArgumentException.class, () -> new JavaSparkStatusTracker(null));
  }

  @Test
  void statusesHaveNames() {
    assertEquals(JobExecutionStatus.FAILED, JobExecutionStatus.fromString("failed"));
    assertThrows(IllegalArgumentException.class, () -> JobExecutionStatus.fromString("done"));
  }

  private JavaFutureAction<Long> waiting() {
    return context
        .parallelize(List.of(1), 1)
        .map(
            n -> {
              begun.countDown();
              goOn.await();
              return n;
            })
        .countAsync();
  }

  @Test
  void jobsAreCancelledByTheirTags() throws Exception {
    latches(1);
    context.addJobTag("slow");
    context.addJobTag("nightly");
    context.addJobTag("wrong");
    context.removeJobTag("wrong");
    assertEquals(Set.of("slow", "nightly"), context.getJobTags());
    JavaFutureAction<Long> tagged = waiting();
    begun.await();
    context.cancelJobsWithTag("wrong");
    assertTrue(!tagged.isDone());
    context.cancelJobsWithTag("slow");
    ExecutionException cancelled = assertThrows(ExecutionException.class, tagged::get);
    assertTrue(cancelled.getCause().getMessage().contains("jobs with tag slow were cancelled"));
    latches(1);
    JavaFutureAction<Long> again = waiting();
    begun.await();
    context.cancelJobsWithTag("nightly", "it is day");
    cancelled = assertThrows(ExecutionException.class, again::get);
    assertTrue(cancelled.getCause().getMessage().contains("it is day"));
    context.clearJobTags();
    assertEquals(Set.of(), context.getJobTags());
    for (String bad : new String[] {"", "a,b", null}) {
      assertThrows(IllegalArgumentException.class, () -> context.addJobTag(bad));
      assertThrows(IllegalArgumentException.class, () -> context.removeJobTag(bad));
      assertThrows(IllegalArgumentException.class, () -> context.cancelJobsWithTag(bad));
    }
  }

  @Test
  void aGroupIsCancelledWithAReason() throws Exception {
    latches(1);
    context.setJobGroup("group", "");
    context.setInterruptOnCancel(false);
    assertEquals("false", context.getLocalProperty("spark.job.interruptOnCancel"));
    JavaFutureAction<Long> grouped = waiting();
    begun.await();
    context.cancelJobGroup("group", "enough");
    ExecutionException cancelled = assertThrows(ExecutionException.class, grouped::get);
    assertTrue(cancelled.getCause().getMessage().contains("enough"));
    latches(1);
    JavaFutureAction<Long> one = waiting();
    begun.await();
    one.cancel(true);
    assertThrows(CancellationException.class, one::get);
  }

  @Test
  void whatTheProgramKeepsIsListed() {
    JavaRDD<Integer> kept = context.parallelize(List.of(1, 2), 2).setName("kept").cache();
    context.parallelize(List.of(3)).count();
    assertEquals(Set.of(kept.id()), context.getPersistentRDDs().keySet());
    assertEquals("kept", context.getPersistentRDDs().get(kept.id()).name());
    assertEquals(2, context.getPersistentRDDs().get(kept.id()).count());
    kept.unpersist();
    assertEquals(Set.of(), context.getPersistentRDDs().keySet());
  }

  @Test
  void aContextKnowsWhoItIs() {
    assertEquals(System.getProperty("user.name"), context.sparkUser());
    assertEquals("development", context.version());
    assertEquals(context.sc().applicationId(), context.getConf().getAppId());
    assertEquals(0, JavaSparkContext.jarOfClass(String.class).length);
    assertEquals(0, JavaSparkContext.jarOfObject(this).length);
    assertTrue(JavaSparkContext.jarOfClass(Test.class)[0].endsWith(".jar"));
    context.stop(3);
    assertTrue(context.sc().isStopped());
  }
}

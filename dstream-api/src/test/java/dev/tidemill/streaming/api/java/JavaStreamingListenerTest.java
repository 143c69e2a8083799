package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.Option;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.BatchInfo;
import dev.tidemill.streaming.scheduler.OutputOperationInfo;
import dev.tidemill.streaming.scheduler.ReceiverInfo;
import dev.tidemill.streaming.scheduler.StateInfo;
import dev.tidemill.streaming.scheduler.StreamInputInfo;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchSubmitted;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverError;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStopped;
import dev.tidemill.streaming.scheduler.StreamingListenerStreamingStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What listeners of the Java types hear: the same, with -1 and null for what is absent. */
class JavaStreamingListenerTest {
  private static final Time BATCH = new Time(2000);

  /** Keeps the events, whose class says which method was called. */
  private static final class Recorder extends JavaStreamingListener {
    final List<JavaStreamingListenerEvent> heard = new ArrayList<>();

    @Override
    public void onStreamingStarted(JavaStreamingListenerStreamingStarted streamingStarted) {
      super.onStreamingStarted(streamingStarted);
      heard.add(streamingStarted);
    }

    @Override
    public void onReceiverStarted(JavaStreamingListenerReceiverStarted receiverStarted) {
      super.onReceiverStarted(receiverStarted);
      heard.add(receiverStarted);
    }

    @Override
    public void onReceiverError(JavaStreamingListenerReceiverError receiverError) {
      super.onReceiverError(receiverError);
      heard.add(receiverError);
    }

    @Override
    public void onReceiverStopped(JavaStreamingListenerReceiverStopped receiverStopped) {
      super.onReceiverStopped(receiverStopped);
      heard.add(receiverStopped);
    }

    @Override
    public void onBatchSubmitted(JavaStreamingListenerBatchSubmitted batchSubmitted) {
      super.onBatchSubmitted(batchSubmitted);
      heard.add(batchSubmitted);
    }

    @Override
    public void onBatchStarted(JavaStreamingListenerBatchStarted batchStarted) {
      super.onBatchStarted(batchStarted);
      heard.add(batchStarted);
    }

    @Override
    public void onBatchCompleted(JavaStreamingListenerBatchCompleted batchCompleted) {
      super.onBatchCompleted(batchCompleted);
      heard.add(batchCompleted);
    }

    @Override
    public void onOutputOperationStarted(JavaStreamingListenerOutputOperationStarted started) {
      super.onOutputOperationStarted(started);
      heard.add(started);
    }

    @Override
    public void onOutputOperationCompleted(
        JavaStreamingListenerOutputOperationCompleted completed) {
      super.onOutputOperationCompleted(completed);
      heard.add(completed);
    }
  }

  private final Recorder recorder = new Recorder();
  private final StreamingListener wrapped = new JavaStreamingListenerWrapper(recorder);

  @Test
  void theStartCarriesItsTime() {
    wrapped.onStreamingStarted(new StreamingListenerStreamingStarted(7));
    assertEquals(List.of(new JavaStreamingListenerStreamingStarted(7)), recorder.heard);
    assertEquals(7, ((JavaStreamingListenerStreamingStarted) recorder.heard.get(0)).time());
  }

  @Test
  void eventsOfReceiversCarryWhatIsKnownOfThem() {
    ReceiverInfo info = new ReceiverInfo(3, "Socket-3", true, "here", "driver", "lost", "stack", 9);
    JavaReceiverInfo expected =
        new JavaReceiverInfo(3, "Socket-3", true, "here", "driver", "lost", "stack", 9);
    wrapped.onReceiverStarted(new StreamingListenerReceiverStarted(info));
    wrapped.onReceiverError(new StreamingListenerReceiverError(info));
    wrapped.onReceiverStopped(new StreamingListenerReceiverStopped(info));
    assertEquals(
        List.of(
            new JavaStreamingListenerReceiverStarted(expected),
            new JavaStreamingListenerReceiverError(expected),
            new JavaStreamingListenerReceiverStopped(expected)),
        recorder.heard);
    JavaReceiverInfo heard =
        ((JavaStreamingListenerReceiverStopped) recorder.heard.get(2)).receiverInfo();
    assertEquals(3, heard.streamId());
    assertEquals("Socket-3", heard.name());
    assertEquals(true, heard.active());
    assertEquals("here", heard.location());
    assertEquals("driver", heard.executorId());
    assertEquals("lost", heard.lastErrorMessage());
    assertEquals("stack", heard.lastError());
    assertEquals(9, heard.lastErrorTime());
  }

  @Test
  void whatABatchDoesNotKnowYetIsMinusOneOrNull() {
    wrapped.onBatchSubmitted(
        new StreamingListenerBatchSubmitted(
            new BatchInfo(
                BATCH,
                Map.of(0, new StreamInputInfo(0, 5, Map.of())),
                100,
                Option.empty(),
                Option.empty(),
                Map.of(1, output(Option.empty(), Option.empty(), Option.empty())))));
    JavaBatchInfo batch = ((JavaStreamingListenerBatchSubmitted) recorder.heard.get(0)).batchInfo();
    assertEquals(BATCH, batch.batchTime());
    assertEquals(5, batch.numRecords());
    assertEquals(100, batch.submissionTime());
    assertEquals(-1, batch.processingStartTime());
    assertEquals(-1, batch.processingEndTime());
    assertEquals(-1, batch.schedulingDelay());
    assertEquals(-1, batch.processingDelay());
    assertEquals(-1, batch.totalDelay());
    assertEquals(
        Map.of(0, new JavaStreamInputInfo(0, 5, Map.of(), null)), batch.streamIdToInputInfo());
    assertEquals(
        Map.of(1, new JavaOutputOperationInfo(BATCH, 1, "print", "more", -1, -1, null)),
        batch.outputOperationInfos());
    assertThrows(UnsupportedOperationException.class, () -> batch.outputOperationInfos().clear());
  }

  @Test
  void whatABatchKnowsIsPassedOn() {
    Map<String, Object> metadata =
        Map.of(StreamInputInfo.METADATA_KEY_DESCRIPTION(), "1 file: a", "files", List.of("a"));
    BatchInfo info =
        new BatchInfo(
            BATCH,
            Map.of(2, new StreamInputInfo(2, 5, metadata)),
            100,
            Option.apply(130L),
            Option.apply(180L),
            Map.of(1, output(Option.apply(131L), Option.apply(179L), Option.apply("broken"))));
    wrapped.onBatchStarted(new StreamingListenerBatchStarted(info));
    wrapped.onBatchCompleted(new StreamingListenerBatchCompleted(info));
    JavaBatchInfo batch = ((JavaStreamingListenerBatchCompleted) recorder.heard.get(1)).batchInfo();
    assertEquals(
        List.of(
            new JavaStreamingListenerBatchStarted(batch),
            new JavaStreamingListenerBatchCompleted(batch)),
        recorder.heard);
    assertEquals(130, batch.processingStartTime());
    assertEquals(180, batch.processingEndTime());
    assertEquals(30, batch.schedulingDelay());
    assertEquals(50, batch.processingDelay());
    assertEquals(80, batch.totalDelay());
    JavaStreamInputInfo input = batch.streamIdToInputInfo().get(2);
    assertEquals(2, input.inputStreamId());
    assertEquals(5, input.numRecords());
    assertEquals(metadata, input.metadata());
    assertEquals("1 file: a", input.metadataDescription());
  }

  @Test
  void whatABatchDidToStatesIsPassedOnAndMayBeLeftOut() {
    StateInfo state = new StateInfo("mapWithState", Optional.of("users"), 9, 90, 4, 3, 2, 1, 0);
    wrapped.onBatchCompleted(
        new StreamingListenerBatchCompleted(
            new BatchInfo(
                BATCH, Map.of(), 100, Option.empty(), Option.empty(), Map.of(), List.of(state))));
    JavaBatchInfo heard = ((JavaStreamingListenerBatchCompleted) recorder.heard.get(0)).batchInfo();
    assertEquals(List.of(state), heard.stateInfos());
    JavaBatchInfo without =
        new JavaBatchInfo(BATCH, Map.of(), 100, -1, -1, -1, -1, -1, 0, Map.of());
    assertEquals(List.of(), without.stateInfos());
    assertNotEquals(without, heard);
  }

  @Test
  void eventsOfOutputsCarryWhatIsKnownOfThem() {
    wrapped.onOutputOperationStarted(
        new StreamingListenerOutputOperationStarted(
            output(Option.apply(131L), Option.empty(), Option.empty())));
    wrapped.onOutputOperationCompleted(
        new StreamingListenerOutputOperationCompleted(
            output(Option.apply(131L), Option.apply(179L), Option.apply("broken"))));
    JavaOutputOperationInfo started =
        ((JavaStreamingListenerOutputOperationStarted) recorder.heard.get(0)).outputOperationInfo();
    assertEquals(BATCH, started.batchTime());
    assertEquals(1, started.id());
    assertEquals("print", started.name());
    assertEquals("more", started.description());
    assertEquals(131, started.startTime());
    assertEquals(-1, started.endTime());
    JavaOutputOperationInfo completed =
        ((JavaStreamingListenerOutputOperationCompleted) recorder.heard.get(1))
            .outputOperationInfo();
    assertEquals(179, completed.endTime());
    assertEquals("broken", completed.failureReason());
  }

  private static OutputOperationInfo output(
      Option<Long> start, Option<Long> end, Option<String> failure) {
    return new OutputOperationInfo(BATCH, 1, "print", "more", start, end, failure);
  }

  @Test
  void aListenerIsNeededToWrapIt() {
    assertThrows(IllegalArgumentException.class, () -> new JavaStreamingListenerWrapper(null));
  }
}

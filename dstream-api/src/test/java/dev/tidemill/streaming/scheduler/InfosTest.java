package dev.tidemill.streaming.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.Option;
import dev.tidemill.streaming.Time;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What listeners are told: semantics section 12. */
class InfosTest {
  private static final Time BATCH = new Time(1000);

  private static BatchInfo batch(Option<Long> start, Option<Long> end) {
    return new BatchInfo(BATCH, Map.of(), 100, start, end, Map.of());
  }

  private static OutputOperationInfo output(Option<Long> start, Option<Long> end) {
    return new OutputOperationInfo(BATCH, 0, "print at A.java:1", "", start, end, Option.empty());
  }

  @Test
  void aSubmittedBatchHasNoDelayYet() {
    BatchInfo submitted = batch(Option.empty(), Option.empty());
    assertEquals(Option.empty(), submitted.schedulingDelay());
    assertEquals(Option.empty(), submitted.processingDelay());
    assertEquals(Option.empty(), submitted.totalDelay());
  }

  @Test
  void aStartedBatchKnowsHowLongItWaited() {
    BatchInfo started = batch(Option.apply(130L), Option.empty());
    assertEquals(Option.apply(30L), started.schedulingDelay());
    assertEquals(Option.empty(), started.processingDelay());
    assertEquals(Option.empty(), started.totalDelay());
  }

  @Test
  void theTotalDelayOfACompletedBatchIsTheSumOfBoth() {
    BatchInfo completed = batch(Option.apply(130L), Option.apply(180L));
    assertEquals(Option.apply(30L), completed.schedulingDelay());
    assertEquals(Option.apply(50L), completed.processingDelay());
    assertEquals(Option.apply(80L), completed.totalDelay());
  }

  @Test
  void aDelayOfZeroIsADelay() {
    assertEquals(Option.apply(0L), batch(Option.apply(100L), Option.empty()).schedulingDelay());
  }

  @Test
  void theRecordsOfABatchAreThoseOfAllItsSources() {
    Map<Integer, StreamInputInfo> inputs = new HashMap<>();
    inputs.put(0, StreamInputInfo.apply(0, 3, Map.of()));
    inputs.put(1, StreamInputInfo.apply(1, 4, Map.of()));
    BatchInfo info = new BatchInfo(BATCH, inputs, 0, Option.empty(), Option.empty(), Map.of());
    inputs.clear();
    assertEquals(7, info.numRecords());
    assertEquals(0, batch(Option.empty(), Option.empty()).numRecords());
    assertThrows(UnsupportedOperationException.class, () -> info.streamIdToInputInfo().clear());
  }

  @Test
  void theDescriptionOfAnInputIsAmongItsMetadata() {
    StreamInputInfo described =
        StreamInputInfo.apply(
            2, 0, Map.of(StreamInputInfo.METADATA_KEY_DESCRIPTION(), "1 file: a"));
    assertEquals("Description", StreamInputInfo.METADATA_KEY_DESCRIPTION());
    assertEquals(Option.apply("1 file: a"), described.metadataDescription());
    assertEquals(2, described.inputStreamId());
    assertEquals(Option.empty(), StreamInputInfo.apply(2, 0, Map.of()).metadataDescription());
  }

  @Test
  void anOutputKnowsItsDurationOnceItHasEnded() {
    assertEquals(Option.empty(), output(Option.empty(), Option.empty()).duration());
    assertEquals(Option.empty(), output(Option.apply(1L), Option.empty()).duration());
    assertEquals(Option.apply(5L), output(Option.apply(1L), Option.apply(6L)).duration());
  }

  @Test
  void inputsAndOutputsAreInTheOrderOfTheirNumbers() {
    Map<Integer, StreamInputInfo> inputs = new HashMap<>();
    Map<Integer, OutputOperationInfo> outputs = new HashMap<>();
    for (int i = 40; i >= 0; i -= 8) { // of which a hash map makes another order
      inputs.put(i, StreamInputInfo.apply(i, 0, Map.of()));
      outputs.put(i, output(Option.empty(), Option.empty()));
    }
    BatchInfo info = new BatchInfo(BATCH, inputs, 0, Option.empty(), Option.empty(), outputs);
    List<Integer> ordered = List.of(0, 8, 16, 24, 32, 40);
    assertEquals(ordered, List.copyOf(info.streamIdToInputInfo().keySet()));
    assertEquals(ordered, List.copyOf(info.outputOperationInfos().keySet()));
  }

  @Test
  void aListenerNeedHearNothing() {
    StreamingListener deaf = new StreamingListener() {};
    BatchInfo info = batch(Option.empty(), Option.empty());
    deaf.onStreamingStarted(new StreamingListenerStreamingStarted(1));
    deaf.onBatchSubmitted(new StreamingListenerBatchSubmitted(info));
    deaf.onBatchStarted(new StreamingListenerBatchStarted(info));
    deaf.onBatchCompleted(new StreamingListenerBatchCompleted(info));
    OutputOperationInfo output = output(Option.empty(), Option.empty());
    deaf.onOutputOperationStarted(new StreamingListenerOutputOperationStarted(output));
    deaf.onOutputOperationCompleted(new StreamingListenerOutputOperationCompleted(output));
    ReceiverInfo receiver = new ReceiverInfo(0, "Socket-0", true, "", "", "", "", -1);
    deaf.onReceiverStarted(new StreamingListenerReceiverStarted(receiver));
    deaf.onReceiverError(new StreamingListenerReceiverError(receiver));
    deaf.onReceiverStopped(new StreamingListenerReceiverStopped(receiver));
  }
}

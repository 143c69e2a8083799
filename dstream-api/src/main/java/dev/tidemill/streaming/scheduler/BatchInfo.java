package dev.tidemill.streaming.scheduler;

import dev.tidemill.Option;
import dev.tidemill.streaming.Time;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A batch at one moment. Times in milliseconds since 1970, delays in milliseconds.
 *
 * @param streamIdToInputInfo what each source gave, in the order of the sources
 * @param submissionTime when it had been planned
 * @param stateInfos what it did to states by key; known when it is completed
 */
public record BatchInfo(
    Time batchTime,
    Map<Integer, StreamInputInfo> streamIdToInputInfo,
    long submissionTime,
    Option<Long> processingStartTime,
    Option<Long> processingEndTime,
    Map<Integer, OutputOperationInfo> outputOperationInfos,
    List<StateInfo> stateInfos) {

  /** A batch that has done nothing to a state. */
  public BatchInfo(
      Time batchTime,
      Map<Integer, StreamInputInfo> streamIdToInputInfo,
      long submissionTime,
      Option<Long> processingStartTime,
      Option<Long> processingEndTime,
      Map<Integer, OutputOperationInfo> outputOperationInfos) {
    this(
        batchTime,
        streamIdToInputInfo,
        submissionTime,
        processingStartTime,
        processingEndTime,
        outputOperationInfos,
        List.of());
  }

  public BatchInfo {
    stateInfos = List.copyOf(stateInfos);
    streamIdToInputInfo = Collections.unmodifiableMap(new TreeMap<>(streamIdToInputInfo));
    outputOperationInfos = Collections.unmodifiableMap(new TreeMap<>(outputOperationInfos));
  }

  /** How long it waited for its first output to begin. */
  public Option<Long> schedulingDelay() {
    return processingStartTime.isDefined()
        ? Option.apply(processingStartTime.get() - submissionTime)
        : Option.empty();
  }

  /** How long its outputs took together. */
  public Option<Long> processingDelay() {
    return processingStartTime.isDefined() && processingEndTime.isDefined()
        ? Option.apply(processingEndTime.get() - processingStartTime.get())
        : Option.empty();
  }

  public Option<Long> totalDelay() {
    return processingEndTime.isDefined()
        ? Option.apply(processingEndTime.get() - submissionTime)
        : Option.empty();
  }

  /** Records of all sources that know theirs. */
  public long numRecords() {
    return streamIdToInputInfo.values().stream().mapToLong(StreamInputInfo::numRecords).sum();
  }
}

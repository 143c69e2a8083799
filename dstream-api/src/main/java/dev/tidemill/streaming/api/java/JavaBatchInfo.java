package dev.tidemill.streaming.api.java;

import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.StateInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A batch at one moment. Times in milliseconds since 1970 of the machine's clock, delays in
 * milliseconds; -1 for those that are not known yet.
 *
 * @param streamIdToInputInfo what each source gave, in the order of the sources
 * @param submissionTime when it had been planned
 * @param schedulingDelay how long it waited for its first output to begin
 * @param processingDelay how long its outputs took together
 * @param numRecords records of all sources that know theirs
 * @param stateInfos what it did to states by key; known when it is completed
 */
public record JavaBatchInfo(
    Time batchTime,
    Map<Integer, JavaStreamInputInfo> streamIdToInputInfo,
    long submissionTime,
    long processingStartTime,
    long processingEndTime,
    long schedulingDelay,
    long processingDelay,
    long totalDelay,
    long numRecords,
    Map<Integer, JavaOutputOperationInfo> outputOperationInfos,
    List<StateInfo> stateInfos) {

  /** A batch that has done nothing to a state. */
  public JavaBatchInfo(
      Time batchTime,
      Map<Integer, JavaStreamInputInfo> streamIdToInputInfo,
      long submissionTime,
      long processingStartTime,
      long processingEndTime,
      long schedulingDelay,
      long processingDelay,
      long totalDelay,
      long numRecords,
      Map<Integer, JavaOutputOperationInfo> outputOperationInfos) {
    this(
        batchTime,
        streamIdToInputInfo,
        submissionTime,
        processingStartTime,
        processingEndTime,
        schedulingDelay,
        processingDelay,
        totalDelay,
        numRecords,
        outputOperationInfos,
        List.of());
  }

  public JavaBatchInfo {
    stateInfos = List.copyOf(stateInfos);
    streamIdToInputInfo = Collections.unmodifiableMap(new TreeMap<>(streamIdToInputInfo));
    outputOperationInfos = Collections.unmodifiableMap(new TreeMap<>(outputOperationInfos));
  }
}

package com.example.later;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.scheduler.*;

public class Listening implements StreamingListener {
  private final AtomicLong batches = new AtomicLong();

  @Override
  public void onStreamingStarted(StreamingListenerStreamingStarted started) {}

  @Override
  public void onReceiverStarted(StreamingListenerReceiverStarted receiverStarted) {}

  @Override
  public void onReceiverError(StreamingListenerReceiverError receiverError) {
    System.err.println(receiverError.receiverInfo().lastErrorMessage());
  }

  @Override
  public void onReceiverStopped(StreamingListenerReceiverStopped receiverStopped) {}

  @Override
  public void onBatchSubmitted(StreamingListenerBatchSubmitted batchSubmitted) {}

  @Override
  public void onBatchStarted(StreamingListenerBatchStarted batchStarted) {}

  @Override
  public void onBatchCompleted(StreamingListenerBatchCompleted batchCompleted) {
    BatchInfo info = batchCompleted.batchInfo();
    scala.Option<Object> delay = info.totalDelay();
    System.out.println(batches.incrementAndGet() + " batches, " + info.numRecords() + " records, " + delay);
  }

  @Override
  public void onOutputOperationStarted(StreamingListenerOutputOperationStarted started) {}

  @Override
  public void onOutputOperationCompleted(StreamingListenerOutputOperationCompleted completed) {}

  public static void main(String[] args) throws Exception {
    JavaStreamingContext ssc =
        new JavaStreamingContext(new SparkConf().setAppName("listening"), Durations.seconds(5));
    ssc.addStreamingListener(new Listening());
    ssc.socketTextStream("localhost", 7777).print(20);
    ssc.start();
    ssc.awaitTermination();
  }
}

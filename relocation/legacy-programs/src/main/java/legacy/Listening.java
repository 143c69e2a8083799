package legacy;

import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.api.java.JavaStreamingListener;
import org.apache.spark.streaming.api.java.JavaStreamingListenerBatchCompleted;
import org.apache.spark.streaming.api.java.JavaStreamingListenerWrapper;
import org.apache.spark.streaming.scheduler.StreamingListener;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchCompleted;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchStarted;
import org.apache.spark.streaming.scheduler.StreamingListenerBatchSubmitted;
import org.apache.spark.streaming.scheduler.StreamingListenerOutputOperationCompleted;
import org.apache.spark.streaming.scheduler.StreamingListenerOutputOperationStarted;
import org.apache.spark.streaming.scheduler.StreamingListenerReceiverError;
import org.apache.spark.streaming.scheduler.StreamingListenerReceiverStarted;
import org.apache.spark.streaming.scheduler.StreamingListenerReceiverStopped;
import org.apache.spark.streaming.scheduler.StreamingListenerStreamingStarted;

/** Both kinds of listeners. */
public class Listening {
  static class Java extends JavaStreamingListener {
    private final Report report;
    private boolean first = true;

    Java(Report report) {
      this.report = report;
    }

    @Override
    public void onBatchCompleted(JavaStreamingListenerBatchCompleted completed) {
      if (first) {
        first = false;
        report.line("outputs: " + completed.batchInfo().outputOperationInfos().size());
      }
    }
  }

  static class Direct implements StreamingListener {
    private final Report report;
    private boolean first = true;

    Direct(Report report) {
      this.report = report;
    }

    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
      if (first) {
        first = false;
        String delay = completed.batchInfo().totalDelay().isDefined() ? "known" : "unknown";
        report.line("total delay: " + delay + ", records " + completed.batchInfo().numRecords());
      }
    }

    @Override
    public void onStreamingStarted(StreamingListenerStreamingStarted event) {}

    @Override
    public void onReceiverStarted(StreamingListenerReceiverStarted event) {}

    @Override
    public void onReceiverError(StreamingListenerReceiverError event) {}

    @Override
    public void onReceiverStopped(StreamingListenerReceiverStopped event) {}

    @Override
    public void onBatchSubmitted(StreamingListenerBatchSubmitted event) {}

    @Override
    public void onBatchStarted(StreamingListenerBatchStarted event) {}

    @Override
    public void onOutputOperationStarted(StreamingListenerOutputOperationStarted event) {}

    @Override
    public void onOutputOperationCompleted(StreamingListenerOutputOperationCompleted event) {}
  }

  public static void main(String[] args) throws Exception {
    Report wrapped = new Report(args[0]);
    Report direct = new Report(args[0]);
    JavaStreamingContext context = Inputs.context("listening");
    context.addStreamingListener(new JavaStreamingListenerWrapper(new Java(wrapped)));
    context.addStreamingListener(new Direct(direct));
    context.textFileStream(args[1]).foreachRDD(dataset -> dataset.count());
    context.start();
    wrapped.await(1);
    direct.await(1);
    context.stop(true, false);
    wrapped.addAll(direct);
    wrapped.write();
  }
}

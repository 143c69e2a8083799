package legacy;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.receiver.Receiver;

/** A receiver that stores single records from a thread of its own. */
public class CustomReceiver extends Receiver<String> {
  public CustomReceiver() {
    super(StorageLevel.MEMORY_ONLY());
  }

  @Override
  public void onStart() {
    Thread thread =
        new Thread("receiving") {
          @Override
          public void run() {
            for (int number = 1; number <= 5 && !isStopped(); number++) {
              store("record " + number);
            }
          }
        };
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void onStop() {}

  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    AtomicInteger seen = new AtomicInteger();
    JavaStreamingContext context = Inputs.context("receiver");
    context
        .receiverStream(new CustomReceiver())
        .foreachRDD(
            dataset -> {
              // How they fall into batches depends on the clock.
              for (String record : dataset.collect()) {
                report.line(seen.incrementAndGet() + ": " + record);
              }
            });
    report.run(context, 5);
  }
}

package com.example.streaming;

import java.io.IOException;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** Where awaitTermination is called from everywhere. */
public class Waiting {
  private final JavaStreamingContext ssc;

  Waiting(boolean now) throws IOException {
    ssc = new JavaStreamingContext(new SparkConf().setAppName("waiting"), Durations.seconds(1));
    if (now) {
      go(1000L);
    }
  }

  private void go(long time) {
    ssc.start();
    ssc.awaitTermination(time);
  }

  void caught() {
    try {
      ssc.awaitTermination();
    } catch (Exception e) {
      e.printStackTrace();
    }
  }

  void inThread() {
    Thread thread = new Thread(new Runnable() {
      @Override
      public void run() {
        try {
          ssc.awaitTermination();
        } catch (IllegalStateException | InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    });
    thread.start();
  }

  static Waiting make() throws IOException {
    return new Waiting(true);
  }

  public static void main(String[] args)
      throws IOException {
    make().go(
        5);
    new Waiting(args.length > 0).caught();
  }
}

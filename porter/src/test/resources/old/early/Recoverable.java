package com.example.streaming;

import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.api.java.JavaStreamingContextFactory;

public class Recoverable {
  private static final class Factory implements JavaStreamingContextFactory {
    private final String directory;

    Factory(String directory) {
      this.directory = directory;
    }

    @Override public JavaStreamingContext create() {
      return createContext(directory);
    }
  }

  private static JavaStreamingContext createContext(String directory) {
    System.out.println("Creating new context");
    JavaStreamingContext ssc = new JavaStreamingContext(new SparkConf().setAppName("Recoverable"), Durations.seconds(1));
    ssc.checkpoint(directory);
    ssc.textFileStream(directory + "/in").count().print();
    return ssc;
  }

  public static void main(final String[] args) {
    JavaStreamingContextFactory factory = new JavaStreamingContextFactory() {
      @Override
      public JavaStreamingContext create() {
        return createContext(args[0]);
      }
    };
    JavaStreamingContext ssc = JavaStreamingContext.getOrCreate(args[0], factory);
    if (args.length > 1) {
      ssc = JavaStreamingContext.getOrCreate(args[1], new Factory(args[1]));
    }
    ssc.start();
    ssc.awaitTermination(10000);
    ssc.stop();
  }
}

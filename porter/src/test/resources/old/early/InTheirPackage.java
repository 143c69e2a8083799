package org.apache.spark.streaming;

import java.util.Arrays;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** Lives in the legacy package to be near its classes, and names Duration and Time without imports. */
public class InTheirPackage {
  static Time at(Duration duration) {
    return new Time(duration.milliseconds());
  }

  public static void main(String[] args) {
    System.out.println(at(Durations.seconds(1)) + " " + Arrays.asList(Seconds.apply(2)));
    org.apache.spark.streaming.InTheirPackage.helper();
  }

  static void helper() {
    JavaStreamingContext ssc = new JavaStreamingContext(new SparkConf(), Durations.seconds(1));
    ssc.close();
  }
}

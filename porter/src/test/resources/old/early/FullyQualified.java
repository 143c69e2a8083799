public class FullyQualified {
  static final String NOTE = "org.apache.spark is the old prefix; spark.master stays";
  static final String LISTENER = "org.apache.spark.streaming.scheduler.StreamingListener";
  static final Class<?> TYPE = org.apache.spark.streaming.api.java.JavaDStream.class;

  public static void main(String[] args) {
    org.apache.spark.SparkConf conf = new org.apache.spark.SparkConf();
    conf.set("spark.master", "local[2]").setAppName("fully.qualified");
    org.apache.spark.streaming.api.java.JavaStreamingContext ssc =
        new org.apache.spark.streaming.api.java.JavaStreamingContext(
            conf, org.apache.spark.streaming.Durations.seconds(2));
    org.apache.spark.streaming.api.java.JavaDStream<java.lang.String> lines =
        ssc.socketTextStream("localhost", 9999, org.apache.spark.storage.StorageLevel.MEMORY_ONLY());
    org.apache.spark.streaming.api.java.JavaPairDStream<String, Integer> pairs =
        lines.mapToPair(
            new org.apache.spark.api.java.function.PairFunction<String, String, Integer>() {
              @Override
              public scala.Tuple2<String, Integer> call(String s) {
                return new scala . Tuple2<String, Integer>(s, 1); // not org.apache.spark's
              }
            });
    lines.flatMap(new org.apache.spark.api.java.function.FlatMapFunction<String, String>() {
      @Override public java.lang.Iterable<String> call(String s) {
        return java.util.Arrays.asList(s.split(" "));
      }
    }).foreachRDD(new org.apache.spark.api.java.function.Function<org.apache.spark.api.java.JavaRDD<String>, Void>() {
      @Override public Void call(org.apache.spark.api.java.JavaRDD<String> rdd) { return null; }
    });
    pairs.leftOuterJoin(pairs).foreachRDD(rdd -> {
      for (scala.Tuple2<String, scala.Tuple2<Integer, com.google.common.base.Optional<Integer>>> t : rdd.collect()) {
        System.out.println(t._2()._2().orNull());
      }
      return null;
    });
    ssc.start();
    ssc.awaitTermination();
  }
}

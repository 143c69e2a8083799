package com.example.logs;

import com.google.common.base.Optional;
import org.apache.spark.HashPartitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.Function3;
import org.apache.spark.api.java.function.Function4;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;
import scala.Tuple4;

import java.io.Serializable;
import java.util.*;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statistics of a web server's log, for all time and for the last window; after
 * org.apache.spark's reference applications.
 */
public class LogAnalyzer {
    private static final Duration WINDOW = new Duration(3 * 100);
    private static final Duration SLIDE = Durations.milliseconds(100);

    private static final AtomicLong runningCount = new AtomicLong(0);

    private static class ValueComparator<K, V> implements Comparator<Tuple2<K, V>>, Serializable {
        private Comparator<V> comparator;

        public ValueComparator(Comparator<V> comparator) {
            this.comparator = comparator;
        }

        @Override
        public int compare(Tuple2<K, V> o1, Tuple2<K, V> o2) {
            return comparator.compare(o1._2(), o2._2());
        }
    }

    public static class Line implements Serializable {
        private static final Pattern PATTERN = Pattern.compile("^(\\S+) \"(\\S+)\" (\\d{3}) (\\d+)");
        private String ip;
        private String endpoint;
        private int code;
        private long size;

        public static Line parse(String text) {
            Matcher m = PATTERN.matcher(text);
            if (!m.find()) {
                throw new RuntimeException("Error parsing logline");
            }
            Line line = new Line();
            line.ip = m.group(1);
            line.endpoint = m.group(2);
            line.code = Integer.parseInt(m.group(3));
            line.size = Long.parseLong(m.group(4));
            return line;
        }

        public String getIp() { return ip; }
        public String getEndpoint() { return endpoint; }
        public int getCode() { return code; }
        public long getSize() { return size; }
    }

    private static Function2<Long, Long, Long> SUM_REDUCER = (a, b) -> a + b;

    private static Function2<List<Long>, Optional<Long>, Optional<Long>> COMPUTE_RUNNING_SUM =
        (nums, current) -> {
            long sum = current.or(0L);
            for (long i : nums) {
                sum += i;
            }
            return Optional.of(sum);
        };

    public static void main(String[] args) {
        SparkConf conf = new SparkConf().setAppName("Log Analyzer").setMaster("local[2]");
        JavaSparkContext sc = new JavaSparkContext(conf);
        final JavaStreamingContext jssc = new JavaStreamingContext(sc, SLIDE);
        Queue<JavaRDD<String>> queue = new LinkedList<JavaRDD<String>>();
        queue.add(sc.parallelize(Arrays.asList("1.1 \"/a\" 200 10", "1.2 \"/a\" 404 30"), 1));
        queue.add(sc.parallelize(Arrays.asList("1.1 \"/b\" 200 20"), 1));
        JavaDStream<Line> lines = jssc.queueStream(queue).map(Line::parse).cache();

        // sizes
        JavaDStream<Long> sizes = lines.map(new Function<Line, Long>() {
            @Override
            public Long call(Line line) throws Exception {
                return line.getSize();
            }
        }).persist(StorageLevel.MEMORY_ONLY());
        sizes.foreachRDD(rdd -> {
            if (rdd.count() > 0) {
                runningCount.getAndAdd(rdd.count());
                System.out.println("sizes " + runningCount.get() + " " + rdd.reduce(SUM_REDUCER)
                    + " " + rdd.min(Comparator.naturalOrder()) + " " + rdd.max(Comparator.<Long>naturalOrder()));
            }
            return null;
        });

        // codes, with a partitioner
        JavaPairDStream<Integer, Long> codes = lines
            .mapToPair(s -> new Tuple2<>(s.getCode(), 1L))
            .reduceByKey(SUM_REDUCER)
            .updateStateByKey(COMPUTE_RUNNING_SUM, new HashPartitioner(2));
        codes.foreachRDD(new Function2<JavaPairRDD<Integer, Long>, Time, Void>() {
            @Override
            public Void call(JavaPairRDD<Integer, Long> rdd, Time time) throws Exception {
                System.out.println("codes " + rdd.sortByKey().take(100));
                return null;
            }
        });

        // end points of the window
        lines.window(WINDOW, SLIDE)
            .mapToPair(new PairFunction<Line, String, Long>() {
                @Override
                public Tuple2<String, Long> call(Line line) {
                    return new Tuple2<String, Long>(line.getEndpoint(), 1L);
                }
            })
            .reduceByKey(SUM_REDUCER)
            .foreachRDD(new Function<JavaPairRDD<String, Long>, Void>() {
                @Override
                public Void call(JavaPairRDD<String, Long> rdd) throws Exception {
                    System.out.println("endpoints " + rdd.top(1, new ValueComparator<>(Comparator.<Long>naturalOrder())));
                    rdd.foreachPartition(new VoidFunction<Iterator<Tuple2<String, Long>>>() {
                        @Override
                        public void call(Iterator<Tuple2<String, Long>> pairs) {
                            while (pairs.hasNext()) { pairs.next(); }
                        }
                    });
                    return null;
                }
            });

        // addresses with a state that knows the time
        Function4<Time, String, Optional<Long>, State<Long>, Optional<Tuple4<String, Long, Boolean, Integer>>> track =
            new Function4<Time, String, Optional<Long>, State<Long>, Optional<Tuple4<String, Long, Boolean, Integer>>>() {
                @Override
                public Optional<Tuple4<String, Long, Boolean, Integer>> call(
                    Time time, String ip, Optional<Long> one, State<Long> state) {
                    boolean known = state.exists();
                    long total = one.or(0L) + (known ? state.get() : 0L);
                    state.update(total);
                    return known ? Optional.of(new Tuple4<String, Long, Boolean, Integer>(ip, total, known, 0))
                        : Optional.<Tuple4<String, Long, Boolean, Integer>>absent();
                }
            };
        lines.mapToPair(l -> new Tuple2<>(l.getIp(), 1L))
            .mapWithState(StateSpec.function(track).timeout(Durations.minutes(1)))
            .foreachRDD((rdd, time) -> {
                System.out.println("known " + rdd.collect());
                return null;
            });

        jssc.start();
        jssc.awaitTermination();
    }
}

package com.example.streaming;

import java.util.*;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.streaming.*;
import org.apache.spark.streaming.api.java.*;
import scala.*;

/** Functions with families: base classes, interfaces between, generic helpers, fields set later. */
public class Families implements Serializable {
	private Function<JavaRDD<String>, Void> printer;
	private FlatMapFunction<String, String> letters;

	abstract static class Splitting implements FlatMapFunction<String, String> {
		public abstract Iterable<String> call(String text) throws java.lang.Exception;
	}

	interface Doubling<T> extends FlatMapFunction<T, T> {
	}

	static class OnBlanks extends Splitting {
		@Override public List<String> call(String text) {
			if (text.equals("")) return new ArrayList<>();
			List<String> parts = new ArrayList<>();
			Runnable add = () -> { for (String part : text.split(" ")) { parts.add(part); } return; };
			add.run();
			synchronized (parts) {
				return parts;
			}
		}
	}

	static <T> FlatMapFunction<T, T> twice() {
		return t -> Arrays.asList(t, t);
	}

	static <T> Doubling<T> once() {
		return new Doubling<T>() {
			public Iterable<T> call(T t) { // not "return null;"
				List<T> one = Collections.singletonList(t);
				return one;
			}
		};
	}

	Families(boolean loud) {
		this.printer = rdd -> {
			System.out.println((loud ? "loud " : "") + rdd.collect());
			return null;
		};
		letters = text -> {
			Set<String> found = new LinkedHashSet<>();
			for (char c : text.toCharArray()) found.add(String.valueOf(c));
			return found;
		};
	}

	public static void main(final String[] args) {
		JavaStreamingContext ssc = new JavaStreamingContext("local[2]", "families", new Duration(100));
		Queue<JavaRDD<String>> queue = new java.util.LinkedList<>();
		queue.add(ssc.sparkContext().parallelize(Arrays.asList("ab c", "", "bb"), 1));
		Families families = new Families(true);
		JavaDStream<String> words = ssc.queueStream(queue).flatMap(new OnBlanks());
		words.flatMap(Families.<String>once()).flatMap(twice()).foreachRDD(families.printer);
		words.flatMap(families.letters).map(new PairFunction<String, String, Integer>() {
			@Override
			public Tuple2<String, Integer> call(String s) { return new Tuple2<String, Integer>(s, 1); }
		}).reduceByKey(new Function2<Integer, Integer, Integer>() {
			@Override
			public Integer call(Integer a, Integer b) { return a + b; }
		}, 1).foreach(new Function2<JavaPairRDD<String, Integer>, Time, Void>() {
			@Override
			public Void call(JavaPairRDD<String, Integer> rdd, Time time) throws java.lang.Exception {
				if (rdd.isEmpty()) { return null; }
				System.out.println(new TreeMap<String, Integer>(rdd.collectAsMap()));
				return null;
			}});
		ssc.start();
		ssc.awaitTermination();
	}
}

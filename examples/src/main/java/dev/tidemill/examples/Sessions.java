package dev.tidemill.examples;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;

/**
 * Sessions of users in a stream of lines {@code user page}: a session ends when its user has been
 * quiet for too long, and is printed then.
 *
 * <p>Start a server first ({@code nc -lk 9999}), then this with {@code localhost 9999 5}, and type.
 */
public final class Sessions {
  /** A session that goes on. */
  record Session(Time begin, int pages) {}

  private Sessions() {}

  public static void main(String[] args) throws Exception {
    if (args.length < 3) {
      System.err.println("Usage: Sessions <hostname> <port> <seconds of quiet>");
      System.exit(2);
    }
    SparkConf conf =
        new SparkConf().setAppName("Sessions").setIfMissing("spark.master", "local[*]");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.seconds(1));

    JavaDStream<String> lines = ssc.socketTextStream(args[0], Integer.parseInt(args[1]));
    ended(lines, Durations.seconds(Integer.parseInt(args[2])))
        .foreachRDD(sessions -> sessions.collect().forEach(System.out::println));

    ssc.start();
    ssc.awaitTermination();
  }

  /** The sessions that end with each batch, a line each. */
  static JavaDStream<String> ended(JavaDStream<String> lines, Duration quiet) {
    return lines
        .filter(line -> line.indexOf(' ') > 0)
        .mapToPair(
            line -> {
              int space = line.indexOf(' ');
              return new Tuple2<>(line.substring(0, space), line.substring(space + 1));
            })
        .mapWithState(StateSpec.function(Sessions::goOn).timeout(quiet))
        .name("sessions");
  }

  private static Optional<String> goOn(
      Time batch, String user, Optional<String> page, State<Session> state) {
    if (state.isTimingOut()) {
      Session over = state.get();
      return Optional.of(
          user + " saw " + over.pages() + " pages in the session of " + over.begin());
    }
    Session before = state.exists() ? state.get() : new Session(batch, 0);
    state.update(new Session(before.begin(), before.pages() + 1));
    return Optional.empty();
  }
}

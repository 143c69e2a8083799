package dev.tidemill.porter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Why types of the legacy engine are not there, by the beginnings of their names. */
final class Unported {
  private static final Advice TABLES =
      new Advice(
          "there are no tables and no SQL",
          "work on datasets (map, mapToPair, reduceByKey, join, sortByKey), or put the records into"
              + " a database by foreachRDD and JDBC and query that");
  private static final Advice LEARNING =
      new Advice(
          "there is no machine learning",
          "call a Java library for it inside map or foreachRDD, or leave this program where it is");
  private static final Advice NO_NAME =
      new Advice(
          "there is no such type",
          "remove what needs it; docs/differences.md names what is there in its place");
  private static final Map<String, Advice> BY_BEGINNING = new LinkedHashMap<>();

  static {
    put("sql", TABLES);
    put("mllib", LEARNING);
    put("ml", LEARNING);
    put(
        "graphx",
        new Advice("there are no graphs", "use a graph library inside map or foreachRDD"));
    for (String connector :
        new String[] {"kafka", "flume", "kinesis", "twitter", "mqtt", "zeromq", "pubsub", "akka"}) {
      put("streaming." + connector, connector(connector));
    }
    put("streaming.receiver.ActorHelper", connector("akka"));
    put("streaming.receiver.ActorReceiver", connector("akka"));
    Advice deploy =
        new Advice(
            "everything runs in one process",
            "remove it, and start the program's main class by java");
    put("deploy", deploy);
    put("launcher", deploy);
    put("scheduler", new Advice("jobs have no such listeners", "use a StreamingListener"));
    Advice codec =
        new Advice(
            "records have one codec, which needs no registration",
            "remove it; for types that need help see tidemill.codec.class in docs/differences.md");
    put("serializer", codec);
    Advice accumulable =
        new Advice("accumulators with a parameter ended with 1.x", "extend AccumulatorV2");
    put("Accumulable", accumulable);
    put("AccumulatorParam", accumulable);
    put("AccumulableParam", accumulable);
    Advice logging =
        new Advice("the legacy engine's own logging is not there", "use an slf4j logger");
    put("Logging", logging);
    put("internal", logging);
    put("examples", new Advice("a class of the legacy examples", "copy what is used of it"));
  }

  private Unported() {}

  private static void put(String beginning, Advice advice) {
    BY_BEGINNING.put(beginning, advice);
  }

  private static Advice connector(String name) {
    return new Advice(
        "there is no connector for " + name,
        "read by the system's own Java client in a Receiver (receiverStream), or write its records"
            + " to files and read them by textFileStream");
  }

  /** For a name with its prefix that is not there, the last part of which may be an asterisk. */
  static Advice advice(String fullName) {
    String name = LegacyNames.afterPrefix(fullName).orElse(fullName);
    return BY_BEGINNING.entrySet().stream()
        .filter(entry -> isBelow(name, entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(NO_NAME);
  }

  /** Also what only adds a version, as kafka010 does. */
  private static boolean isBelow(String name, String beginning) {
    return name.equals(beginning)
        || (name.startsWith(beginning) && !Character.isLetter(name.charAt(beginning.length())));
  }

  /** For a type or a package that is there, but holds less than its name promises. */
  static Optional<Advice> limits(String type) {
    return switch (type) {
      case "sql", "sql.Dataset", "sql.Row" -> Optional.of(TABLES);
      case "serializer" -> Optional.ofNullable(BY_BEGINNING.get(type));
      default -> Optional.empty();
    };
  }
}

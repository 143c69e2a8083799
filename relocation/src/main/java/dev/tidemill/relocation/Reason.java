package dev.tidemill.relocation;

import java.util.regex.Pattern;

/** Why Tidemill does not have what a program uses, and what to do about it. */
public enum Reason {
  TABLES(
      "org/apache/spark/(sql|api/.*/sql)/.*",
      "Tidemill has no tables and no SQL; work on datasets (JavaSparkContext), or leave tables to a"
          + " database that functions reach by JDBC"),
  MACHINE_LEARNING(
      "org/apache/spark/(ml|mllib)/.*",
      "Tidemill has no machine learning; train models elsewhere, and let functions apply them"),
  GRAPHS("org/apache/spark/graphx/.*", "Tidemill has no graphs; work on datasets of pairs"),
  CONNECTOR(
      "org/apache/spark/streaming/(kafka|kafka010|kinesis|flume|mqtt|twitter|zeromq|akka|pubsub)/.*",
      "Tidemill does not bring this source; receive from it with the source's own client in a"
          + " Receiver, or poll it in an InputDStream"),
  OLD_ACCUMULATOR(
      "org/apache/spark/(Accumulator|Accumulable)(Param)?(\\$.*)?",
      "accumulators of this kind left the legacy engine in its release 3; use"
          + " longAccumulator, doubleAccumulator, collectionAccumulator or AccumulatorV2"),
  SCALA("scala/.*", "Tidemill has the Java API only; Scala's own types are not part of it"),
  INTERNAL(
      "org/apache/spark/(deploy|executor|internal|memory|metrics|network|rpc|scheduler|security|"
          + "shuffle|status|ui|unsafe|launcher|resource|SparkEnv|MapOutput|Shuffle).*",
      "an inner part of the legacy engine, of which Tidemill has no counterpart"),
  CHANGED(
      "",
      "Tidemill has it in another form than the jar was compiled for; compile the program's source"
          + " against Tidemill"),
  NOT_THERE("", "Tidemill does not have it; docs/differences.md says what is used in its place");

  private final Pattern names;
  private final String text;

  Reason(String names, String text) {
    this.names = Pattern.compile(names);
    this.text = text;
  }

  /** A sentence without its full stop. */
  public String text() {
    return text;
  }

  /** By the legacy name of a class, with slashes. */
  static Reason of(String legacyName) {
    for (Reason reason : values()) {
      if (reason.names.matcher(legacyName).matches()) {
        return reason;
      }
    }
    return NOT_THERE;
  }
}

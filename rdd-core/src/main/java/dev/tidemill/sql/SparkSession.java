package dev.tidemill.sql;

import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.api.java.JavaRDD;
import java.io.Closeable;
import java.util.List;
import java.util.Map;

/**
 * A way to a context, for programs that use a session for that only. Methods that would give tables
 * throw an {@link UnsupportedOperationException} that says what there is instead. Thread-safe.
 */
public final class SparkSession implements Closeable {
  private static SparkSession current; // guarded by the class

  private final SparkContext context;

  private SparkSession(SparkContext context) {
    this.context = context;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * The session that {@link Builder#getOrCreate} gave last.
   *
   * @throws IllegalStateException if there is none, or it has been stopped
   */
  public static SparkSession active() {
    synchronized (SparkSession.class) {
      if (current == null || current.context.isStopped()) {
        throw new IllegalStateException(
            "There is no active session; make one by SparkSession.builder().getOrCreate().");
      }
      return current;
    }
  }

  /** What a session is to be like. Not thread-safe. */
  public static final class Builder {
    private final SparkConf conf = new SparkConf();

    private Builder() {}

    public Builder master(String master) {
      conf.setMaster(requireText("SparkSession.master", "master", master));
      return this;
    }

    public Builder appName(String name) {
      conf.setAppName(requireText("SparkSession.appName", "name", name));
      return this;
    }

    /** A setting; see {@link SparkConf}. */
    public Builder config(String key, String value) {
      conf.set(key, value);
      return this;
    }

    public Builder config(String key, long value) {
      return config(key, String.valueOf(value));
    }

    public Builder config(String key, double value) {
      return config(key, String.valueOf(value));
    }

    public Builder config(String key, boolean value) {
      return config(key, String.valueOf(value));
    }

    /** Settings that go before those that were given so far. */
    public Builder config(Map<String, ?> map) {
      requireValue("SparkSession.config", "map", map)
          .forEach((key, value) -> conf.set(key, String.valueOf(value)));
      return this;
    }

    /** As above. */
    public Builder config(SparkConf other) {
      for (var setting : requireValue("SparkSession.config", "conf", other).getAll()) {
        conf.set(setting._1, setting._2);
      }
      return this;
    }

    /** Refused. */
    public Builder enableHiveSupport() {
      throw noTables("enableHiveSupport");
    }

    /**
     * A session of the context that was made last, or of a new one if that has been stopped.
     * Settings have no effect on a context that is there; one line says so.
     *
     * @throws IllegalArgumentException as {@link SparkContext}
     */
    public SparkSession getOrCreate() {
      synchronized (SparkSession.class) {
        SparkContext context = SparkContext.getOrCreate(conf);
        if (current == null || current.context != context) {
          current = new SparkSession(context);
        }
        return current;
      }
    }
  }

  /** What datasets are made with, by {@code new JavaSparkContext(session.sparkContext())}. */
  public SparkContext sparkContext() {
    return context;
  }

  /** See {@link SparkContext#version}. */
  public String version() {
    return context.version();
  }

  /** Stops the context. */
  public void stop() {
    context.stop();
  }

  @Override
  public void close() {
    stop();
  }

  private static UnsupportedOperationException noTables(String method) {
    return new UnsupportedOperationException(
        "SparkSession."
            + method
            + ": Tidemill has no tables and no SQL. Make datasets by new"
            + " JavaSparkContext(session.sparkContext()) (textFile, parallelize, ...) and work on"
            + " them by map, mapToPair, reduceByKey, join and sortByKey; what needs SQL belongs into"
            + " a database, which functions reach by JDBC.");
  }

  /** Refused. */
  public Dataset<Row> sql(String sqlText) {
    throw noTables("sql");
  }

  /** Refused. */
  public Dataset<Row> table(String tableName) {
    throw noTables("table");
  }

  /** Refused. */
  public Dataset<Row> emptyDataFrame() {
    throw noTables("emptyDataFrame");
  }

  /** Refused. */
  public Dataset<Row> createDataFrame(JavaRDD<?> rdd, Class<?> beanClass) {
    throw noTables("createDataFrame");
  }

  /** Refused. */
  public Dataset<Row> createDataFrame(List<?> data, Class<?> beanClass) {
    throw noTables("createDataFrame");
  }

  /** Refused. */
  public Dataset<Long> range(long end) {
    throw noTables("range");
  }

  /** Refused. */
  public Dataset<Long> range(long start, long end) {
    throw noTables("range");
  }

  /** Refused. */
  public Object read() {
    throw noTables("read");
  }

  /** Refused. */
  public Object readStream() {
    throw noTables("readStream");
  }

  /** Refused. */
  public Object udf() {
    throw noTables("udf");
  }

  /** Refused. */
  public Object catalog() {
    throw noTables("catalog");
  }

  /** Refused. */
  public Object sqlContext() {
    throw noTables("sqlContext");
  }
}

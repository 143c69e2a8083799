package dev.tidemill.core.hadoop.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Writes and reads on HDFS in every way that there is, as the user of the settings that are given
 * as system properties. Run in its own JVM by {@link KerberosTest}.
 */
final class KerberosProgram {
  private KerberosProgram() {}

  static final class Texts extends TextOutputFormat<Object, Object> {}

  /**
   * @param arguments the directory to work in, and what is used first: "store", "context", or a
   *     directory with Hadoop's settings, for an output that has settings of its own
   */
  public static void main(String[] arguments) throws IOException {
    String location = arguments[0];
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("kerberos");
    switch (arguments[1]) {
      case "store" -> {
        useStore(location, conf);
        useContext(location, conf);
        useAsAnotherUser(location, conf);
      }
      case "context" -> {
        useContext(location, conf);
        useStore(location, conf);
      }
      default -> useOwnSettings(location, conf, arguments[1]);
    }
    System.out.println("user " + UserGroupInformation.getCurrentUser());
  }

  private static void useStore(String location, SparkConf conf) throws IOException {
    FileStore store = FileStores.open(location + "/store", HadoopSettings.of(conf));
    try (AtomicFile file = store.createAtomic("file")) {
      file.write("stored".getBytes(UTF_8));
      file.commit();
    }
    try (InputStream in = store.open("file", 0)) {
      System.out.println(new String(in.readAllBytes(), UTF_8));
    }
  }

  private static void useContext(String location, SparkConf conf) {
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      pairs(context)
          .saveAsNewAPIHadoopFile(location + "/pairs", String.class, Integer.class, Texts.class);
      System.out.println("pairs " + context.textFile(location + "/pairs").collect());
      System.out.println(
          "read " + read(context, location + "/pairs", context.hadoopConfiguration()));
      context.parallelize(List.of("one", "two"), 2).saveAsTextFile(location + "/text");
      System.out.println("text " + context.textFile(location + "/text").collect());
    }
  }

  private static List<String> read(JavaSparkContext context, String path, Configuration settings) {
    return context
        .newAPIHadoopFile(path, TextInputFormat.class, LongWritable.class, Text.class, settings)
        .map(pair -> pair._2.toString())
        .collect();
  }

  private static JavaPairRDD<String, Integer> pairs(JavaSparkContext context) {
    return context.parallelizePairs(List.of(new Tuple2<>("a", 1), new Tuple2<>("b", 2)), 2);
  }

  private static void useOwnSettings(String location, SparkConf conf, String directory) {
    Configuration own = new Configuration();
    own.addResource(new Path(directory, "core-site.xml"));
    own.addResource(new Path(directory, "hdfs-site.xml"));
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      pairs(context)
          .saveAsNewAPIHadoopFile(location + "/own", String.class, Integer.class, Texts.class, own);
      System.out.println("own " + read(context, location + "/own", own));
    }
  }

  private static void useAsAnotherUser(String location, SparkConf conf) throws IOException {
    SparkConf others = conf.clone().set("spark.kerberos.principal", "other@EXAMPLE.COM");
    try {
      FileStores.open(location, HadoopSettings.of(others));
    } catch (IOException refused) {
      System.out.println(refused.getMessage());
    }
  }
}

package dev.tidemill.porter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Libraries that programs used without naming them in their build, since the legacy engine brought
 * them along.
 */
final class Jars {
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^\\s*import\\s+(?:static\\s+)?([\\w.]+)");

  private record Jar(String group, String artifact) {}

  private static final Map<String, Jar> BY_PACKAGE = new LinkedHashMap<>();

  static {
    put("com.google.common", "com.google.guava", "guava");
    put("com.google.protobuf", "com.google.protobuf", "protobuf-java");
    put("org.apache.log4j", "ch.qos.reload4j", "reload4j");
    put("org.apache.logging.log4j", "org.apache.logging.log4j", "log4j-api");
    put("org.apache.commons.logging", "commons-logging", "commons-logging");
    put("org.apache.commons.lang3", "org.apache.commons", "commons-lang3");
    put("org.apache.commons.lang", "commons-lang", "commons-lang");
    put("org.apache.commons.io", "commons-io", "commons-io");
    put("org.apache.commons.math3", "org.apache.commons", "commons-math3");
    put("org.apache.commons.cli", "commons-cli", "commons-cli");
    put("org.apache.commons.codec", "commons-codec", "commons-codec");
    put("org.apache.commons.collections", "commons-collections", "commons-collections");
    put("org.apache.commons.configuration", "commons-configuration", "commons-configuration");
    put("org.apache.http", "org.apache.httpcomponents", "httpclient");
    put("org.apache.curator", "org.apache.curator", "curator-framework");
    put("org.apache.zookeeper", "org.apache.zookeeper", "zookeeper");
    put("org.apache.avro", "org.apache.avro", "avro");
    put("org.apache.parquet", "org.apache.parquet", "parquet-hadoop");
    put("org.apache.hadoop.yarn", "org.apache.hadoop", "hadoop-yarn-client");
    put("com.fasterxml.jackson.databind", "com.fasterxml.jackson.core", "jackson-databind");
    put("com.fasterxml.jackson.annotation", "com.fasterxml.jackson.core", "jackson-annotations");
    put("org.codehaus.jackson", "org.codehaus.jackson", "jackson-mapper-asl");
    put("org.json4s", "org.json4s", "json4s-jackson_2.13");
    put("com.google.gson", "com.google.code.gson", "gson");
    put("com.esotericsoftware.kryo", "com.esotericsoftware", "kryo");
    put("it.unimi.dsi.fastutil", "it.unimi.dsi", "fastutil");
    put("com.typesafe.config", "com.typesafe", "config");
    put("io.netty", "io.netty", "netty-all");
    put("org.joda.time", "joda-time", "joda-time");
    put("com.clearspring.analytics", "com.clearspring.analytics", "stream");
    put("javax.servlet", "javax.servlet", "javax.servlet-api");
    put("kafka", "org.apache.kafka", "kafka_2.13");
    put("org.apache.kafka", "org.apache.kafka", "kafka-clients");
  }

  private Jars() {}

  private static void put(String packageName, String group, String artifact) {
    BY_PACKAGE.put(packageName, new Jar(group, artifact));
  }

  /** Remarks what a source, as it has been ported, imports of these and no build file names. */
  static void remark(String ported, String builds, Notes notes) {
    Map<Jar, Integer> missing = new LinkedHashMap<>();
    Matcher imports = IMPORT.matcher(ported);
    while (imports.find()) {
      Jar jar = jarOf(imports.group(1));
      if (jar != null && !builds.contains(jar.group()) && !builds.contains(jar.artifact())) {
        missing.putIfAbsent(jar, line(ported, imports.start(1)));
      }
    }
    missing.forEach(
        (jar, line) ->
            notes.remark(
                line,
                "a class of " + jar.artifact(),
                "the jar came with the legacy engine and does not come with Tidemill",
                "add " + jar.group() + ":" + jar.artifact() + " to the dependencies"));
  }

  private static Jar jarOf(String name) {
    return BY_PACKAGE.entrySet().stream()
        .filter(entry -> name.startsWith(entry.getKey() + "."))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static int line(String text, int offset) {
    return (int) text.substring(0, offset).lines().count();
  }
}

package dev.tidemill.porter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourcePorterTest {
  private static final String HEAD =
      """
      package a;
      import org.apache.spark.api.java.*;
      import org.apache.spark.api.java.function.*;
      import org.apache.spark.streaming.api.java.*;
      import java.util.*;
      """;

  @Test
  void aTextWithoutLegacyNamesComesBackAsItIs() throws Exception {
    for (String text :
        List.of(
            "",
            "// org.apache.spark\n",
            "\uFEFFpackage a;\r\n\tclass\tÄ { /* org.apache.spark.SparkConf */ }\r\n\r\n",
            "class A { String s = \"spark.master \\u0041 org.apache.sparkling.Water\"; }",
            "class A{Function<Integer,Void> f=x->{return null;};interface Function<A,B>{B call(A a);}}",
            "class A { void f() { x.flatMap(y -> java.util.Arrays.asList(y)); z.awaitTermination(); } }",
            "import com.google.common.base.Optional; class A { Optional<String> o; }",
            "module a.b { requires java.base; }")) {
      PortedSource ported = port(text);
      assertEquals(text, ported.text());
      assertEquals(List.of(), ported.changes());
      assertEquals(List.of(), ported.remarks());
    }
  }

  @Test
  void theByteOrderMarkAndItsLineStay() throws Exception {
    assertEquals(
        "\uFEFFimport dev.tidemill.SparkConf;class A{}",
        port("\uFEFFimport org.apache.spark.SparkConf;class A{}").text());
  }

  @Test
  void statementsThatTheParserCannotReadAreNoTrouble() throws Exception {
    String text =
        "class A { int f(SparkConf c) { return switch (1) { default -> { yield c.f(); } }; } }";
    assertPorted(
        "import dev.tidemill.SparkConf; " + text, "import org.apache.spark.SparkConf; " + text);
  }

  @Test
  void commentsInsideNamesDoNotHideThem() throws Exception {
    assertPorted(
        "class A { dev.tidemill /* c */ . SparkConf c; }",
        "class A { org . apache .\nspark /* c */ . SparkConf c; }".replace("\n", " "));
  }

  @Test
  void aSourceThatIsNotJavaIsRefusedWithItsPlace() {
    UnparsableSourceException refused =
        assertThrows(
            UnparsableSourceException.class,
            () -> new SourcePorter().port("a/A.java", "class A {\n  int x = ;\n}\n"));
    assertEquals("a/A.java", refused.file());
    assertEquals(2, refused.line());
    assertEquals(11, refused.column());
    assertTrue(refused.getMessage().startsWith("a/A.java:2:11: cannot be read as Java: "));
  }

  @Test
  void ownTypesInALegacyPackageAreLeftAlone() throws Exception {
    String text =
        "package b; import org.apache.spark.examples.Mine; import org.apache.spark.SparkConf; class A {}";
    PortedSource ported =
        new SourcePorter(java.util.Set.of("org.apache.spark.examples.Mine")).port("A.java", text);
    assertEquals(
        text.replace("org.apache.spark.SparkConf", "dev.tidemill.SparkConf"), ported.text());
    assertEquals(List.of(), ported.remarks());
  }

  @Test
  void whatIsNotThereStaysAndIsRemarked() throws Exception {
    PortedSource ported =
        port(
            """
            import org.apache.spark.streaming.kafka.KafkaUtils;
            import org.apache.spark.streaming.kafka010.*;
            import org.apache.spark.mllib.linalg.Vectors;
            import org.apache.spark.sql.types.DataTypes;
            import org.apache.spark.sql.Dataset;
            import org.apache.spark.graphx.Graph;
            import org.apache.spark.deploy.SparkSubmit;
            import org.apache.spark.NoSuchThing;
            import scala.collection.JavaConversions;
            class A {
              String s = "org.apache.spark.serializer.KryoSerializer";
              String m = "spark://host:7077";
            }
            """);
    assertEquals(11, ported.remarks().size(), ported.remarks()::toString);
    assertEquals(
        "A.java:1: org.apache.spark.streaming.kafka.KafkaUtils: there is no connector for kafka;"
            + " read by the system's own Java client in a Receiver (receiverStream), or write its"
            + " records to files and read them by textFileStream.",
        ported.remarks().get(0).toString());
    assertEquals(
        List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12),
        ported.remarks().stream().map(Remark::line).toList());
    assertEquals(1, ported.changes().size(), "only the name of Dataset is there");
  }

  @Test
  void packagesOfWhichLittleIsThereAreRemarked() throws Exception {
    PortedSource ported =
        port("import org.apache.spark.sql.*;\nimport org.apache.spark.streaming.*;\nclass A {}");
    assertEquals(ours("import org.apache.spark.sql.*;"), ported.text().lines().findFirst().get());
    assertEquals(List.of(1), ported.remarks().stream().map(Remark::line).toList());
  }

  @Test
  void callsThatAreRefusedAreRemarked() throws Exception {
    PortedSource ported =
        port(
            """
            import org.apache.spark.sql.SparkSession;
            import org.apache.spark.streaming.api.java.JavaStreamingContext;
            class A {
              void f(SparkSession spark, JavaStreamingContext ssc) {
                spark.sql("select 1");
                spark.sparkContext();
                ssc.fileStream("x");
                spark.stop();
                conf.setMaster("yarn-client");
                conf.set("spark.master", "yarn");
              }
            }
            """);
    assertEquals(List.of(5, 7, 9, 10), ported.remarks().stream().map(Remark::line).toList());
  }

  @Test
  void whatCannotBeToldIsARemark() throws Exception {
    PortedSource ported =
        port(
            HEAD
                + "class A { void f(JavaDStream<String> s) {\n s.flatMap(x -> Other.parse(x));\n }}");
    assertEquals(1, ported.remarks().size());
    assertEquals(7, ported.remarks().get(0).line());
  }

  @Test
  void whatCannotBeToldIsNoneWhereOthersGiveIterators() throws Exception {
    PortedSource ported =
        port(
            HEAD
                + "class A { void f(JavaDStream<String> s) { s.flatMap(x -> Other.parse(x));"
                + " s.flatMap(x -> Arrays.asList(x).iterator()); }}");
    assertEquals(List.of(), ported.remarks());
  }

  @Test
  void expressionsGetParenthesesWhereTheyNeedThem() throws Exception {
    assertBody(
        "s.flatMap(x -> ((List<String>) x).iterator());", "s.flatMap(x -> (List<String>) x);");
    assertBody(
        "s.flatMap(x -> x.isEmpty() ? Collections.emptyIterator() : Arrays.asList(x).iterator());",
        "s.flatMap(x -> x.isEmpty() ? Collections.emptyList() : Arrays.asList(x));");
    assertBody(
        "s.flatMap(x -> (Arrays.asList(x)).iterator());", "s.flatMap(x -> (Arrays.asList(x)));");
    assertBody(
        "List<String> y; s.flatMap(x -> { y = List.of(x); return y.iterator(); });",
        "List<String> y; s.flatMap(x -> { y = List.of(x); return y; });");
    assertBody(
        "s.mapPartitions(x -> { var y = new ArrayList<String>(); return y.iterator(); });",
        "s.mapPartitions(x -> { var y = new ArrayList<String>(); return y; });");
  }

  @Test
  void streamsOfTheJdkAreNotOurs() throws Exception {
    for (String body :
        List.of(
            "list.stream().flatMap(x -> Arrays.asList(x).stream());",
            "java.util.Optional.of(1).flatMap(x -> java.util.Optional.of(x));",
            "Map<String, List<String>> m; m.flatMap(x -> Arrays.asList(x));")) {
      assertBody(body, body);
    }
  }

  @Test
  void referencesToMethodsThatGiveCollectionsBecomeLambdas() throws Exception {
    assertPorted(
        ours(HEAD)
            + "class A { void f(JavaDStream<String> s) { s.flatMap(value -> this.g(value).iterator()); }"
            + " List<String> g(String x) { return null; } }",
        HEAD
            + "class A { void f(JavaDStream<String> s) { s.flatMap(this::g); }"
            + " List<String> g(String x) { return null; } }");
    assertPorted(
        ours(HEAD)
            + "class A { void f(JavaDStream<A> s) { int value; s.flatMap(value2 -> value2.g().iterator()); }"
            + " Set<A> g() { return null; } }",
        HEAD
            + "class A { void f(JavaDStream<A> s) { int value; s.flatMap(A::g); }"
            + " Set<A> g() { return null; } }");
  }

  @Test
  void guavasOptionalIsOursWhereTheEngineIsUsed() throws Exception {
    String engine = "import org.apache.spark.api.java.JavaRDD; ";
    assertPorted(
        "import dev.tidemill.api.java.Optional; " + ours(engine) + "class A { Optional<A> a; }",
        "import com.google.common.base.Optional; " + engine + "class A { Optional<A> a; }");
    assertPorted(
        "import com.google.common.base.*; "
            + ours(engine).trim()
            + " import dev.tidemill.api.java.Optional; class A { Optional<A> a; }",
        "import com.google.common.base.*; " + engine + "class A { Optional<A> a; }");
  }

  @Test
  void rulesChangeWhatStandsInsideEachOther() throws Exception {
    String engine =
        "import org.apache.spark.api.java.function.*; import org.apache.spark.api.java.JavaRDD; ";
    assertPorted(
        ours(engine)
            + "class A implements VoidFunction<JavaRDD<String>> { public void call(JavaRDD<String> r) {"
            + " { r.map(new Function<String, dev.tidemill.Tuple2<A, A>>() {}); return; } } }",
        engine
            + "class A implements Function<JavaRDD<String>, Void> { public Void call(JavaRDD<String> r) {"
            + " return r.map(new Function<String, scala.Tuple2<A, A>>() {}); } }");
    assertPorted(
        ours(engine)
            + "import java.util.*; class A { void f() { p.flatMapValues(new FlatMapFunction<String,"
            + " dev.tidemill.Tuple2<A, A>>() { public Iterator<dev.tidemill.Tuple2<A, A>> call(String s)"
            + " { return new ArrayList<dev.tidemill.Tuple2<A, A>>(s.length()).iterator(); } }); } }",
        engine
            + "import java.util.*; class A { void f() { p.flatMapValues(new Function<String,"
            + " Iterable<scala.Tuple2<A, A>>>() { public Iterable<scala.Tuple2<A, A>> call(String s)"
            + " { return new ArrayList<>(s.length()); } }); } }");
    assertPorted(
        "class A { void f(dev.tidemill.api.java.JavaSparkContext c) { c.sc().longAccumulator("
            + "g(dev.tidemill.Tuple2.class)); } }",
        "class A { void f(org.apache.spark.api.java.JavaSparkContext c) { c.accumulator(0,"
            + " g(scala.Tuple2.class)); } }");
  }

  @Test
  void aPartlyPortedProgramIsPortedToItsEnd() throws Exception {
    String half =
        ours(HEAD)
            + "class A { void f(JavaDStream<String> s) { s.foreach(r -> { return null; }); }}";
    assertPorted(half.replace("foreach(", "foreachRDD(").replace("return null", "return"), half);
  }

  @Test
  void accumulatorsThatAreNotSumsFromZeroAreRemarked() throws Exception {
    PortedSource ported =
        port(
            """
            import org.apache.spark.Accumulator;
            import org.apache.spark.api.java.JavaSparkContext;
            class A {
              void f(JavaSparkContext sc, Accumulator<A> other) {
                Accumulator<Integer> five = sc.accumulator(5);
                Accumulator<Integer> none = sc.accumulator(0, "none");
                none.setValue(3);
              }
            }
            """);
    assertEquals(List.of(4, 5, 7), ported.remarks().stream().map(Remark::line).toList());
    assertTrue(ported.text().contains("LongAccumulator none = sc.sc().longAccumulator(\"none\");"));
  }

  @Test
  void whatWaitsWhereNothingMayBeDeclaredIsARemark() throws Exception {
    PortedSource ported =
        port(
            HEAD
                + "class A implements Runnable { JavaStreamingContext c;\n"
                + "public void run() { c.awaitTermination(); }\n"
                + "Runnable r = () -> c.awaitTermination();\n"
                + "Object o = pool.awaitTermination(1, null);\n"
                + "void g() { c.awaitTermination(); } void h() { g(); } static void main() { new A().h(); }}");
    assertEquals(List.of(7, 8, 10, 10), ported.remarks().stream().map(Remark::line).toList());
    assertEquals(3, ported.text().split("throws InterruptedException", -1).length - 1);
  }

  private static PortedSource port(String text) throws Exception {
    return new SourcePorter().port("A.java", text);
  }

  private static String ours(String text) {
    return text.replace("org.apache.spark", "dev.tidemill");
  }

  private static void assertBody(String expected, String body) throws Exception {
    String before = "class A { void f(JavaDStream<String> s) { ";
    assertPorted(ours(HEAD) + before + expected + " }}", HEAD + before + body + " }}");
  }

  private static void assertPorted(String expected, String source) throws Exception {
    assertEquals(expected, port(source).text());
    assertEquals(expected, port(expected).text(), "ported twice");
  }
}

package dev.tidemill.porter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuildFileTest {
  private static final String POM =
      """
      <project>
        <properties>
          <spark.version>1.6.3</spark.version>
          <maven.compiler.source>1.8</maven.compiler.source>
        </properties>
        <dependencies>
          <!-- org.apache.spark: <dependency><groupId>org.apache.spark</groupId></dependency> -->
          <dependency> <!-- the engine -->
            <groupId>org.apache.spark</groupId>
            <artifactId>spark-core_2.10</artifactId>
            <version>${spark.version}</version>
            <scope>provided</scope>
            <exclusions>
              <exclusion>
                <groupId>org.slf4j</groupId>
                <artifactId>slf4j-log4j12</artifactId>
              </exclusion>
            </exclusions>
          </dependency>
          <dependency>
            <groupId>org.apache.spark</groupId>
            <artifactId>spark-streaming_${scala.binary.version}</artifactId>
            <version>${spark.version}</version>
          </dependency>
          <dependency>
            <groupId>org.scala-lang</groupId>
            <artifactId>scala-library</artifactId>
            <version>2.10.6</version>
          </dependency>
          <dependency>
            <groupId>org.apache.spark</groupId>
            <artifactId>spark-streaming-kafka_2.10</artifactId>
            <version>1.6.3</version>
          </dependency>
          <dependency>
            <groupId>junit</groupId>
            <artifactId>junit</artifactId>
            <version>4.12</version>
          </dependency>
        </dependencies>
        <dependencyManagement><dependencies>
          <dependency><groupId>org.apache.spark</groupId><artifactId>spark-core_2.10</artifactId></dependency>
        </dependencies></dependencyManagement>
      </project>
      """;

  private static final String PORTED_POM =
      """
      <project>
        <properties>
          <spark.version>1.6.3</spark.version>
          <maven.compiler.source>1.8</maven.compiler.source>
        </properties>
        <dependencies>
          <!-- org.apache.spark: <dependency><groupId>org.apache.spark</groupId></dependency> -->
          <dependency> <!-- the engine -->
            <groupId>dev.tidemill</groupId>
            <artifactId>tidemill</artifactId>
            <version>VERSION</version>
            <exclusions>
              <exclusion>
                <groupId>org.slf4j</groupId>
                <artifactId>slf4j-log4j12</artifactId>
              </exclusion>
            </exclusions>
          </dependency>
          <dependency>
            <groupId>org.apache.spark</groupId>
            <artifactId>spark-streaming-kafka_2.10</artifactId>
            <version>1.6.3</version>
          </dependency>
          <dependency>
            <groupId>junit</groupId>
            <artifactId>junit</artifactId>
            <version>4.12</version>
          </dependency>
        </dependencies>
        <dependencyManagement><dependencies>
          <dependency><groupId>dev.tidemill</groupId><artifactId>tidemill</artifactId><version>VERSION</version></dependency>
        </dependencies></dependencyManagement>
      </project>
      """;

  @Test
  void aPomNamesOneArtefactInPlaceOfAll() {
    Notes notes = new Notes("pom.xml");
    assertEquals(withVersion(PORTED_POM), BuildFile.port("pom.xml", POM, notes));
    assertEquals(List.of(4, 30), notes.remarks().stream().map(Remark::line).toList());
    assertEquals(List.of(8, 20, 25, 42), notes.changes().stream().map(Change::line).toList());
  }

  @Test
  void aPomKeepsItsLineEnds() {
    assertPorted("pom.xml", PORTED_POM.replace("\n", "\r\n"), POM.replace("\n", "\r\n"));
    assertPorted(
        "pom.xml",
        "<dependency>\n\t<groupId>dev.tidemill</groupId>\n\t<artifactId>tidemill</artifactId>\n"
            + "\t<version>VERSION</version>\n</dependency>",
        "<dependency>\n\t<groupId>org.apache.spark</groupId>\n\t<artifactId>spark-sql_2.12</artifactId>\n"
            + "</dependency>");
  }

  @Test
  void whatNamesNoLegacyArtefactStays() {
    String pom = POM.replace("org.apache.spark", "org.apache.flink").replace("org.scala-lang", "x");
    Notes notes = new Notes("pom.xml");
    assertEquals(pom, BuildFile.port("pom.xml", pom, notes));
    assertEquals(List.of(), notes.remarks());
  }

  @Test
  void gradle() {
    assertPorted(
        "build.gradle",
        """
        dependencies {
            // compile 'org.apache.spark:spark-core_2.11:2.4.8'
            implementation 'dev.tidemill:tidemill:VERSION'
            implementation "dev.tidemill:tidemill:VERSION"
            implementation group: 'dev.tidemill', name: 'tidemill', version: 'VERSION'
            compile 'org.apache.spark:spark-mllib_2.11:2.4.8'
            testImplementation("junit:junit:4.12")
        }
        """,
        """
        dependencies {
            // compile 'org.apache.spark:spark-core_2.11:2.4.8'
            compile 'org.apache.spark:spark-core_2.11:2.4.8'
            provided "org.apache.spark:spark-streaming_${scala}:$spark"
            compileOnly group: 'org.apache.spark', name: 'spark-sql_2.11', version: '2.4.8'
            compile 'org.apache.spark:spark-mllib_2.11:2.4.8'
            testImplementation("junit:junit:4.12")
        }
        """);
    assertPorted(
        "build.gradle.kts",
        "dependencies {\r\n  implementation(\"dev.tidemill:tidemill:VERSION\")\r\n}",
        "dependencies {\r\n  compileOnly(\"org.apache.spark:spark-streaming_2.12:3.5.1\")\r\n}");
  }

  @Test
  void sbt() {
    assertPorted(
        "build.sbt",
        """
        libraryDependencies ++= Seq(
          "dev.tidemill" % "tidemill" % "VERSION",
          "dev.tidemill" % "tidemill" % "VERSION",
          "org.apache.spark" %% "spark-streaming-kafka" % sparkVersion,
          "dev.tidemill" % "tidemill" % "VERSION" // one
        )
        """,
        """
        libraryDependencies ++= Seq(
          "org.apache.spark" %% "spark-core" % sparkVersion % "provided",
          "org.apache.spark" % "spark-streaming_2.11" % "2.4.8" % Provided,
          "org.apache.spark" %% "spark-streaming-kafka" % sparkVersion,
          "org.apache.spark" %% "spark-sql" % sparkVersion // one
        )
        """);
  }

  private static void assertPorted(String name, String expected, String text) {
    String ported = BuildFile.port(name, text, new Notes(name));
    assertEquals(withVersion(expected), ported);
    assertEquals(ported, BuildFile.port(name, ported, new Notes(name)), "ported twice");
  }

  private static String withVersion(String text) {
    return text.replace("VERSION", BuildFile.version());
  }
}

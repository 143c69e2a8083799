package dev.tidemill.porter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide shows what the porter does. */
class PortingGuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "porting.md");

  @TempDir Path directory;

  @Test
  void theGuideShowsWhatThePorterDoes() throws Exception {
    Path project = Files.createDirectory(directory.resolve("old"));
    Files.writeString(project.resolve("HashtagTotals.java"), blocks("java").get(0));
    Files.writeString(project.resolve("pom.xml"), blocks("xml").get(0));
    Path out = directory.resolve("new");
    PortReport report = new ProjectPorter().port(project, Target.directory(out));
    String ported = Files.readString(out.resolve("HashtagTotals.java"));
    assertEquals(blocks("text").get(0), report.toString());
    assertEquals(blocks("java").get(1), ported);
    assertEquals(blocks("xml").get(1), Files.readString(out.resolve("pom.xml")));
    Path classes = Files.createDirectory(directory.resolve("classes"));
    Compiled.into(classes, "HashtagTotals", ported.replaceAll(".*(log4j|Level\\.WARN).*", ""));
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher matcher =
        Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(Files.readString(GUIDE));
    return matcher.results().map(result -> result.group(1)).toList();
  }
}

package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.hadooptest.MiniHdfs;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Text output is written through the same border wherever it goes. */
@ExtendWith(MiniHdfs.class)
class SavedTextOnHdfsTest {
  @Test
  void aDatasetIsSavedOnHdfsAndReadAgain() throws Exception {
    String out = MiniHdfs.uri() + "/saved/words";
    try (JavaSparkContext context =
        new JavaSparkContext(new SparkConf(false).setMaster("local[2]").setAppName("test"))) {
      var words = context.parallelize(List.of("tide", "mill", "x"), 2);
      words.saveAsTextFile(out);
      assertEquals(
          List.of("mill", "tide", "x"), context.textFile(out).collect().stream().sorted().toList());
      assertThrows(FileAlreadyExistsException.class, () -> words.saveAsTextFile(out));
    }
    FileStore store = FileStores.open(MiniHdfs.uri() + "/saved");
    assertEquals(1, store.list("").size(), "no temporary directory stays");
    assertEquals(3, store.list("words").size());
  }
}

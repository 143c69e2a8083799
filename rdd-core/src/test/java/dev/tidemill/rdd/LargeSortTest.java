package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.ForkedJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A directory many times as large as the heap, read, sorted and written. The campaign: 10 GB, 1 GB.
 */
class LargeSortTest {
  private static final int MEGABYTES = Integer.getInteger("tidemill.sort.megabytes", 192);
  private static final int HEAP_MEGABYTES = Integer.getInteger("tidemill.sort.heap", 48);

  @TempDir Path directory;

  @Test
  void aDirectoryThatIsLargerThanTheHeapIsSorted() throws Exception {
    List<String> output =
        ForkedJvm.run(
            List.of("-Xmx" + HEAP_MEGABYTES + "m"),
            LargeSortProgram.class,
            System.getProperty("java.class.path"),
            directory.toString(),
            String.valueOf(MEGABYTES));
    assertEquals("right", output.get(0), output::toString);
    assertTrue(output.get(1).startsWith(MEGABYTES + " MB"), output::toString);
    System.out.println(output.get(1));
  }
}

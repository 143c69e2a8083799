package dev.tidemill.core.file;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Uses every method of a store on the local disk, text output and pairs; run in its own JVM by
 * {@link LocalProgramLoadsNoHadoopClassTest}.
 */
final class LocalProgram {

  private LocalProgram() {}

  public static void main(String[] arguments) throws IOException {
    FileStore store = FileStores.open("file://" + arguments[0]);
    try (AtomicFile file = store.createAtomic("d/a")) {
      file.write(1);
      file.commit();
    }
    store.createExclusive("d/b", new byte[1]);
    try (LogFile log = store.appendLog("log")) {
      log.write(new byte[2]);
      log.sync();
    }
    try (InputStream in = store.open("log", 1)) {
      in.readAllBytes();
    }
    store.tryLock("d/lock").orElseThrow().close();
    store.rename("d/a", "c");
    store.delete("c");
    System.out.println(store.list("").size() + " entries, " + store.status("d").isPresent());
    if (arguments.length > 1) {
      try {
        FileStores.open(arguments[1]);
      } catch (UnknownFileSystemException e) {
        System.out.println(e.getMessage());
      }
    } else { // with nothing but the module on the class path there is no logger for a context
      saveText("file://" + arguments[0] + "/d/saved");
    }
  }

  private static void saveText(String location) {
    try (JavaSparkContext context = new JavaSparkContext("local[2]", "local program")) {
      context.parallelize(List.of("x")).saveAsTextFile(location);
      // The type of pairs has Hadoop's in its signatures.
      context.parallelizePairs(List.of(new Tuple2<>("x", 1))).reduceByKey(Integer::sum).collect();
    }
  }
}

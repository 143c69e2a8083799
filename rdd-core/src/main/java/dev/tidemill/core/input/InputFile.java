package dev.tidemill.core.input;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import java.io.Serializable;

/** A file that was chosen, as it was then. */
record InputFile(FileStore store, String name, long length) implements Serializable {
  static InputFile of(FileStore store, FileEntry entry) {
    return new InputFile(store, entry.name(), entry.length());
  }

  /**
   * Its full name as Hadoop writes it: {@code file:/in/a.txt}, {@code hdfs://host:8020/in/a.txt}.
   */
  String location() {
    String root = store.root();
    boolean hasScheme =
        root.indexOf(':') > 1; // else it is of the local disk; one letter is a drive
    String directory = hasScheme ? root : "file:" + (root.startsWith("/") ? root : "/" + root);
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }
}

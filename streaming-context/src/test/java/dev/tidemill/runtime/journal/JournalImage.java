package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** The files of a journal as bytes, to be changed and opened. */
record JournalImage(TreeMap<String, byte[]> files) {

  static JournalImage of(FileStore store) throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    for (JournalFile file : JournalDirectory.files(store)) {
      try (InputStream in = store.open(file.name(), 0)) {
        files.put(file.name(), in.readAllBytes());
      }
    }
    return new JournalImage(files);
  }

  /** The same, but for one file. */
  JournalImage with(String name, byte[] content) {
    TreeMap<String, byte[]> changed = new TreeMap<>(files);
    changed.put(name, content);
    return new JournalImage(changed);
  }

  JournalImage without(String name) {
    TreeMap<String, byte[]> changed = new TreeMap<>(files);
    changed.remove(name);
    return new JournalImage(changed);
  }

  FileStore open() throws IOException {
    FileStore store = new MemoryDisk().store("x");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      store.createExclusive(file.getKey(), file.getValue());
    }
    return store;
  }
}

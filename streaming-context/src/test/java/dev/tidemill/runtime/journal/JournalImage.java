package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** The files of a checkpoint directory as bytes, to be changed and opened. */
public record JournalImage(TreeMap<String, byte[]> files) {

  public static JournalImage of(FileStore store) throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    add(store, "", files);
    return new JournalImage(files);
  }

  private static void add(FileStore store, String directory, Map<String, byte[]> files)
      throws IOException {
    for (FileEntry entry : store.list(directory)) {
      if (entry.directory()) {
        add(store, entry.name(), files);
      } else {
        try (InputStream in = store.open(entry.name(), 0)) {
          files.put(entry.name(), in.readAllBytes());
        }
      }
    }
  }

  /** The same, but for one file. */
  public JournalImage with(String name, byte[] content) {
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
    writeTo(store);
    return store;
  }

  /** Puts the files where there are none yet. */
  public void writeTo(FileStore store) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      store.createExclusive(file.getKey(), file.getValue());
    }
  }
}

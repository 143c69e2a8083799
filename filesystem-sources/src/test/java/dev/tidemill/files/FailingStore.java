package dev.tidemill.files;

import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.LogFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes the calls for reading and fails listings when told to. */
final class FailingStore implements FileStore {
  private final FileStore store;
  final List<String> calls = new ArrayList<>();
  IOException failure;

  FailingStore(FileStore store) {
    this.store = store;
  }

  @Override
  public String root() {
    return store.root();
  }

  @Override
  public List<FileEntry> list(String directory) throws IOException {
    calls.add("list");
    if (failure != null) {
      throw failure;
    }
    return store.list(directory);
  }

  @Override
  public InputStream open(String name, long offset) throws IOException {
    synchronized (calls) {
      calls.add("open " + name);
    }
    return store.open(name, offset);
  }

  @Override
  public Optional<FileEntry> status(String name) throws IOException {
    calls.add("status " + name);
    return store.status(name);
  }

  @Override
  public AtomicFile createAtomic(String name) throws IOException {
    return store.createAtomic(name);
  }

  @Override
  public boolean createExclusive(String name, byte[] content) throws IOException {
    return store.createExclusive(name, content);
  }

  @Override
  public LogFile appendLog(String name) throws IOException {
    return store.appendLog(name);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    store.rename(from, to);
  }

  @Override
  public boolean delete(String name) throws IOException {
    return store.delete(name);
  }
}

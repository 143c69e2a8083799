package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.HeldLock;
import dev.tidemill.core.file.LogFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A store that notes what changes its files, and fails or waits where a test says so. A name of
 * what is done is "append", "write", "sync", "commit", "exclusive", "rename" or "delete", or of
 * what is only asked "open", "list", "status" or "lock", a blank, and the name of the file.
 */
public final class FaultyStore implements FileStore {

  private final FileStore store;
  private final boolean locks;
  private final boolean objects;
  final List<String> done = Collections.synchronizedList(new ArrayList<>());

  final AtomicLong written = new AtomicLong(); // bytes, to logs

  /** Fails before anything is done. */
  public volatile Predicate<String> failBefore = what -> false;

  /** Fails when all is done. */
  public volatile Predicate<String> failAfter = what -> false;

  volatile Runnable inSync = () -> {};

  /** Has no locks. */
  FaultyStore(FileStore store) {
    this(store, false, false);
  }

  private FaultyStore(FileStore store, boolean locks, boolean objects) {
    this.store = store;
    this.locks = locks;
    this.objects = objects;
  }

  /** Has the locks of the store. */
  public static FaultyStore withLocks(FileStore store) {
    return new FaultyStore(store, true, false);
  }

  /** Can do what an object store can. */
  public static FaultyStore ofObjects(FileStore store) {
    return new FaultyStore(store, false, true);
  }

  @Override
  public boolean isObjectStore() throws IOException {
    return objects || store.isObjectStore();
  }

  private void refuseForObjects(String what) {
    if (objects) {
      throw new UnsupportedOperationException(what + " an object store");
    }
  }

  /** Bytes that were written to logs. */
  public long written() {
    return written.get();
  }

  /** How many things were done whose name begins so. */
  public long count(String prefix) {
    return List.copyOf(done).stream().filter(what -> what.startsWith(prefix)).count();
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private <T> T call(String what, Call<T> call) throws IOException {
    done.add(what);
    return ask(what, call);
  }

  private <T> T ask(String what, Call<T> call) throws IOException {
    if (failBefore.test(what)) {
      throw new IOException("no " + what);
    }
    T result = call.run();
    if (failAfter.test(what)) {
      throw new IOException("no answer to " + what);
    }
    return result;
  }

  @Override
  public String root() {
    return store.root();
  }

  @Override
  public AtomicFile createAtomic(String name) throws IOException {
    AtomicFile file = store.createAtomic(name);
    return new AtomicFile() {
      @Override
      public void write(int b) throws IOException {
        file.write(b);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
      }

      @Override
      public void commit() throws IOException {
        call(
            "commit " + name,
            () -> {
              file.commit();
              return null;
            });
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  public boolean createExclusive(String name, byte[] content) throws IOException {
    return call("exclusive " + name, () -> store.createExclusive(name, content));
  }

  @Override
  public LogFile appendLog(String name) throws IOException {
    refuseForObjects("append on");
    LogFile log = call("append " + name, () -> store.appendLog(name));
    return new LogFile() {
      @Override
      public void write(byte[]... parts) throws IOException {
        call(
            "write " + name,
            () -> {
              log.write(parts);
              written.addAndGet(Arrays.stream(parts).mapToLong(part -> part.length).sum());
              return null;
            });
      }

      @Override
      public void sync() throws IOException {
        call(
            "sync " + name,
            () -> {
              inSync.run();
              log.sync();
              return null;
            });
      }

      @Override
      public long length() {
        return log.length();
      }

      @Override
      public void close() throws IOException {
        log.close();
      }
    };
  }

  @Override
  public InputStream open(String name, long offset) throws IOException {
    return ask("open " + name, () -> store.open(name, offset));
  }

  @Override
  public List<FileEntry> list(String directory) throws IOException {
    return ask("list " + directory, () -> store.list(directory));
  }

  @Override
  public Optional<FileEntry> status(String name) throws IOException {
    return ask("status " + name, () -> store.status(name));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    refuseForObjects("rename on");
    call(
        "rename " + from,
        () -> {
          store.rename(from, to);
          return null;
        });
  }

  @Override
  public boolean delete(String name) throws IOException {
    return call("delete " + name, () -> store.delete(name));
  }

  @Override
  public Optional<HeldLock> tryLock(String name) throws IOException {
    if (!locks) {
      return FileStore.super.tryLock(name);
    }
    if (failBefore.test("lock " + name)) {
      throw new IOException("no lock " + name); // never after: who got it would never know
    }
    return store.tryLock(name);
  }
}

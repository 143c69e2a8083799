package dev.tidemill.hadooptest;

import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A file system of Hadoop with what an object store can do and no more, over any {@link FileStore}:
 * no append and no sync; a file is there when it was closed, whole; a rename copies and deletes,
 * one file after another; a directory is there as long as a file is below it.
 *
 * <p>With {@code objects.conditional=true} a file can be created on the condition, which is looked
 * at when it is closed, that there is none; with {@code objects.silent=true} the file system does
 * not say of what kind it is.
 */
public final class ObjectFileSystem extends FileSystem {

  private static final Map<String, Bucket> BUCKETS = new ConcurrentHashMap<>();
  private static final String CONDITIONAL =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  private static final AtomicLong DELETED = new AtomicLong();
  private static final Pattern PROBE = Pattern.compile("[.]probe[.][0-9a-f]+[.]tmp$");

  /** What is below a host of URIs. */
  public static final class Bucket {
    private final String uri;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private volatile FileStore store;

    private Bucket(String uri, FileStore store) {
      this.uri = uri;
      this.store = store;
    }

    /** Without a slash at its end. */
    public String uri() {
      return uri;
    }

    FileStore store() {
      return store;
    }

    /**
     * Holds something else from now on. Buckets are not to be many: what Hadoop has for each stays
     * as long as the process.
     */
    public Bucket hold(FileStore other) {
      store = other;
      calls.clear();
      return this;
    }

    /** Each a verb (create, put, get, head, list, delete, copy), a blank, and a path. */
    public List<String> calls() {
      return calls;
    }

    /** How many calls there were that begin so. */
    public long count(String verb) {
      return List.copyOf(calls).stream().filter(call -> call.startsWith(verb + " ")).count();
    }
  }

  private URI uri;
  private Bucket bucket;

  /** Puts a store behind a host of its own, for as long as this process lives. */
  public static synchronized Bucket bucket(FileStore store) {
    String host = "bucket" + BUCKETS.size();
    Bucket made = new Bucket("objects://" + host, store);
    BUCKETS.put(host, made);
    return made;
  }

  /** What Hadoop has to be told to find it. */
  public static Map<String, String> settings() {
    return Map.of("fs.objects.impl", ObjectFileSystem.class.getName());
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create("objects://" + name.getAuthority());
    bucket = BUCKETS.get(name.getAuthority());
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return switch (capability) {
      case CommonPathCapabilities.ABORTABLE_STREAM ->
          !getConf().getBoolean("objects.silent", false);
      case CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE ->
          getConf().getBoolean("objects.conditional", false);
      default -> super.hasPathCapability(path, capability);
    };
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    call("get", path);
    try (InputStream in = bucket.store().open(name(path), 0)) {
      return new FSDataInputStream(new ObjectInput(in.readAllBytes()));
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(path.toString());
    }
  }

  @Override
  public FSDataOutputStreamBuilder<?, ?> createFile(Path path) {
    return new Builder(this, path);
  }

  private static final class Builder
      extends FSDataOutputStreamBuilder<FSDataOutputStream, Builder> {
    private final ObjectFileSystem fileSystem;

    Builder(ObjectFileSystem fileSystem, Path path) {
      super(fileSystem, path);
      this.fileSystem = fileSystem;
    }

    @Override
    public Builder getThisBuilder() {
      return this;
    }

    @Override
    public FSDataOutputStream build() throws IOException {
      rejectUnknownMandatoryKeys(Set.of(CONDITIONAL), "for " + getPath());
      boolean atClose = getOptions().getBoolean(CONDITIONAL, false);
      boolean overwrite = getFlags().contains(CreateFlag.OVERWRITE);
      return fileSystem.create(getPath(), atClose || overwrite, atClose);
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    return create(path, overwrite, false);
  }

  private FSDataOutputStream create(Path path, boolean overwrite, boolean absentAtClose)
      throws IOException {
    call("create", path);
    Optional<FileEntry> there = bucket.store().status(name(path));
    if (there.isPresent() && (!overwrite || isDirectory(there.get()))) {
      throw new FileAlreadyExistsException(path.toString());
    }
    return new FSDataOutputStream(
        new ObjectOutput(bytes -> put(path, bytes, absentAtClose), !isSilent()), null);
  }

  private boolean isSilent() {
    return getConf().getBoolean("objects.silent", false);
  }

  private void put(Path path, byte[] bytes, boolean ifAbsent) throws IOException {
    call("put", path);
    if (ifAbsent) {
      if (!bucket.store().createExclusive(name(path), bytes)) {
        throw new PathIOException(path.toString(), "412: precondition failed");
      }
      return;
    }
    try (AtomicFile file = bucket.store().createAtomic(name(path))) {
      file.write(bytes);
      file.commit();
    }
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("append");
  }

  @Override
  public boolean rename(Path source, Path target) throws IOException {
    FileStatus status = getFileStatus(source);
    if (status.isDirectory()) {
      for (FileStatus child : listStatus(source)) {
        rename(child.getPath(), new Path(target, child.getPath().getName()));
      }
      return true;
    }
    call("copy", source);
    try (InputStream in = bucket.store().open(name(source), 0)) {
      put(target, in.readAllBytes(), false);
    }
    return delete(source, false);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    Optional<FileEntry> entry = bucket.store().status(name(path));
    if (entry.isPresent() && entry.get().directory()) {
      for (FileEntry child : bucket.store().list(entry.get().name())) {
        delete(new Path(uri + "/" + child.name()), recursive);
      }
      return bucket.store().delete(name(path));
    }
    call("delete", path);
    if (entry.isEmpty()) {
      return false;
    }
    // Not by a delete, which a crash may undo.
    bucket.store().rename(name(path), ".deleted/" + DELETED.incrementAndGet());
    return true;
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    call("list", path);
    try {
      List<FileStatus> found = new ArrayList<>();
      for (FileEntry entry : bucket.store().list(name(path))) {
        if (!entry.directory() || isDirectory(entry)) {
          found.add(status(entry));
        }
      }
      if (found.isEmpty()) {
        throw new FileNotFoundException(path.toString());
      }
      return found.toArray(FileStatus[]::new);
    } catch (NotDirectoryException file) {
      return new FileStatus[] {getFileStatus(path)};
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(path.toString());
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    call("head", path);
    if (name(path).isEmpty()) {
      return new FileStatus(0, true, 1, 1, 0, path);
    }
    Optional<FileEntry> entry = bucket.store().status(name(path));
    if (entry.isEmpty() || entry.get().directory() && !isDirectory(entry.get())) {
      throw new FileNotFoundException(path.toString());
    }
    return status(entry.get());
  }

  /** Whether there is a file somewhere below. */
  private boolean isDirectory(FileEntry entry) throws IOException {
    if (!entry.directory()) {
      return false;
    }
    for (FileEntry child : bucket.store().list(entry.name())) {
      if (!child.directory() || isDirectory(child)) {
        return true;
      }
    }
    return false;
  }

  private FileStatus status(FileEntry entry) {
    return new FileStatus(
        entry.length(),
        entry.directory(),
        1,
        1 << 20,
        entry.modifiedMs(),
        new Path("objects", uri.getAuthority(), "/" + entry.name()));
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    return true;
  }

  @Override
  public void setWorkingDirectory(Path directory) {
    throw new UnsupportedOperationException("setWorkingDirectory");
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri + "/");
  }

  private void call(String verb, Path path) {
    bucket.calls().add(verb + " " + path.toUri().getPath());
  }

  private static String name(Path path) {
    String name = path.toUri().getPath().substring(1);
    // The store below keeps this form of names for its own temporary files.
    return PROBE.matcher(name).find() ? name + "~" : name;
  }
}

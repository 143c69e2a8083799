package dev.tidemill.core.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files below one directory, the root.
 *
 * <p>A name is relative to the root: segments separated by '/', none of them empty, "." or "..", no
 * NUL, at most 255 bytes of UTF-8 each. So a name cannot leave the root (symbolic links that
 * somebody put below it are followed; nothing here makes one). Names that we create must fit every
 * file system: no ':' (HDFS), no '\' and no control character (Windows), and not of the shape of
 * our temporary files, {@code .name.<16 hex digits>.tmp}, which {@link #list} hides. A name that
 * exists can be read, listed and deleted even with a ':' in it. A name that breaks a rule is
 * refused by {@link java.nio.file.InvalidPathException} before any file is touched.
 *
 * <p>"Durable" means: when the call has returned, a crash of the process or of the machine does not
 * take it back. When a call throws an {@link IOException}, what it was to do has either been done
 * wholly or not at all, except where the method says otherwise; which of the two, only looking can
 * tell.
 *
 * <p>Missing parent directories are created by the calls that create a name, and are as durable as
 * the name. What is missing is reported by {@link java.nio.file.NoSuchFileException}, what is in
 * the way by {@link java.nio.file.FileAlreadyExistsException}.
 *
 * <p>An object store ({@link #isObjectStore}) writes files whole and once: there {@link
 * #appendLog}, {@link #rename} and {@link #tryLock} are refused by {@link
 * UnsupportedFileOperationException}. Its directories are not there but for the files in them, so
 * one may be gone with its last file. A file system that can neither sync nor do that is for
 * reading and deleting: whatever writes is refused.
 *
 * <p>A store may be used by any number of threads, and by other stores and processes on the same
 * directory.
 */
public interface FileStore {

  /** The root as text, for messages. */
  String root();

  /**
   * Whether this is an object store: what changes in steps elsewhere is to be written as one file
   * for each step. What it deletes stays deleted.
   *
   * <p>The first call may ask the file system, by a file of its own if it has to.
   */
  default boolean isObjectStore() throws IOException {
    return false;
  }

  /**
   * Starts a file that appears whole or not at all.
   *
   * <p>{@link AtomicFile#commit} makes it appear under the name, durably, in place of an older
   * file; until then, and after a close without commit, the name shows what it showed before. A
   * reader that opened the older file before the commit reads that to its end; where the bytes of a
   * replaced file are taken away (HDFS, object stores) it may get an {@link IOException} instead,
   * never bytes of another file, and finds the newer file when it opens the name again. Of two
   * concurrent writers the later commit wins. A directory of that name is not replaced.
   */
  AtomicFile createAtomic(String name) throws IOException;

  /**
   * Creates a file with this content, whole and durable, unless the name is taken (by a file or
   * directory).
   *
   * <p>Of any number of racing callers, in this process or another, exactly one gets true. False
   * says that the name is taken now; the winner may still be at its last sync. On an object store
   * that cannot create a file on the condition that there is none, this is sure only of callers
   * that do not come while another one is at it.
   */
  boolean createExclusive(String name, byte[] content) throws IOException;

  /**
   * Opens a log for appending at its end; creates it when it is missing.
   *
   * <p>A log has one writer: opening one that is being written takes it over where the file system
   * can enforce that (on HDFS the older writer fails from then on) and is the caller's error
   * elsewhere, so put what fences writers into the name.
   *
   * @throws UnsupportedFileOperationException where the file system cannot append to this existing
   *     log
   */
  LogFile appendLog(String name) throws IOException;

  /**
   * Opens a file for reading from the offset on.
   *
   * <p>An offset equal to the length gives an empty stream. Of a log that is being written it reads
   * at least what was synced before this call.
   *
   * @throws java.io.EOFException when the offset is behind the end
   * @throws java.nio.file.NoSuchFileException when there is no such file
   */
  InputStream open(String name, long offset) throws IOException;

  /**
   * What is in a directory, one level, sorted by name; the empty name is the root. Our temporary
   * files are left out.
   *
   * <p>One pass over the directory, with no call per file where the file system allows. Entries
   * that come or go while it runs may be in the answer or not.
   *
   * @throws java.nio.file.NoSuchFileException when there is no such directory
   * @throws java.nio.file.NotDirectoryException when the name is that of a file
   */
  List<FileEntry> list(String directory) throws IOException;

  /** What is known of a file or directory, empty when there is none. */
  Optional<FileEntry> status(String name) throws IOException;

  /**
   * Gives a file or directory another name, in one step and durably; content that was not synced
   * stays not synced.
   *
   * @throws java.nio.file.FileAlreadyExistsException when {@code to} exists. On the local disk this
   *     is sure against the other threads of this process only; what must be exclusive between
   *     processes is done by {@link #createExclusive}.
   * @throws java.nio.file.NoSuchFileException when {@code from} does not exist
   */
  void rename(String from, String to) throws IOException;

  /**
   * Deletes a file, or a directory with all that is in it; false when there was nothing.
   *
   * <p>Not durable: a crash may undo it, wholly or, for a directory, in part. An exception may
   * leave a directory deleted in part. So a delete must be one that can be done again: never the
   * way to say that something happened.
   */
  boolean delete(String name) throws IOException;

  /**
   * Takes a lock that one holder has at a time, among all stores and processes on this directory;
   * empty when another one has it. Does not wait.
   *
   * <p>It ends with {@link HeldLock#close}, or with the process, however that ends: who comes next
   * need not wait. The name is used for nothing else, and its file is never read (which could give
   * the lock back) and never deleted; some stores leave an empty file of that name.
   *
   * @throws UnsupportedFileOperationException where locks that end with the process are not to be
   *     had, as on any file system of Hadoop
   */
  default Optional<HeldLock> tryLock(String name) throws IOException {
    throw new UnsupportedFileOperationException(
        "Cannot lock '%s' below %s: there are no locks that end with a process; use files that are created once"
            .formatted(name, root()),
        null);
  }
}

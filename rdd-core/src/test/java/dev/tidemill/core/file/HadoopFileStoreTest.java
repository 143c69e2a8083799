package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.hadooptest.MiniHdfs;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract on a real NameNode and DataNode. */
@ExtendWith(MiniHdfs.class)
class HadoopFileStoreTest extends FileStoreContract {

  private static int roots;

  private String location;

  @Override
  FileStore openFreshStore() throws IOException {
    location = MiniHdfs.uri() + "/made on first write/root-" + ++roots;
    return FileStores.open(location, MiniHdfs.SETTINGS);
  }

  @Override
  FileStore openAgain(FileStore store) throws IOException {
    return FileStores.open(store.root(), MiniHdfs.SETTINGS);
  }

  @Override
  boolean hasLocks() {
    return false;
  }

  @Override
  boolean tellsOfReplacement(IOException e) {
    // The client finds the blocks gone, asks for them again and gets those of the newer file.
    return String.valueOf(e.getMessage()).startsWith("Blocklist for ");
  }

  @Test
  void theRootMayBeThatOfTheFileSystem() throws IOException {
    store = FileStores.open(MiniHdfs.uri());
    commit("at-the-top/a", "x");
    assertTrue(names("").contains("at-the-top"));
    assertEquals("x", read("at-the-top/a"));
  }

  @Test
  void aLogGoesOnWhereFewerNodesAreThanCopiesAreWanted() throws IOException {
    Map<String, String> settings = new HashMap<>(MiniHdfs.SETTINGS);
    settings.put("dfs.replication", "3");
    store = FileStores.open(location, settings);
    for (String text : List.of("one ", "two ", "three")) {
      try (LogFile log = store.appendLog("log")) {
        log.write(bytes(text));
        log.sync();
      }
    }
    assertEquals("one two three", read("log"));
  }

  @Test
  void whatIsCreatedIsForItsOwnerOnly() throws IOException {
    commit("d/e/atomic", "x");
    store.createExclusive("d/e/exclusive", bytes("x"));
    store.appendLog("d/e/log").close();
    try (FileSystem other = otherClient()) {
      for (String directory : List.of("", "/d", "/d/e")) {
        assertEquals("rwx------", permissions(other, directory));
      }
      for (FileStatus status : other.listStatus(new Path(location + "/d/e"))) {
        assertEquals("rw-------", status.getPermission().toString());
      }
    }
  }

  @Test
  void noTemporaryFileIsLeftBehind() throws IOException {
    commit("a", "x");
    store.createAtomic("b").close();
    store.createExclusive("c", bytes("x"));
    store.createExclusive("c", bytes("x"));
    try (FileSystem other = otherClient()) {
      assertEquals(2, other.listStatus(new Path(location)).length);
    }
  }

  @Test
  void aLogOfAWriterThatDiedIsTakenOverWithWhatWasSynced() throws IOException {
    @SuppressWarnings("resource") // The dead do not close; this one could not.
    FSDataOutputStream dead = otherClient().create(new Path(location + "/log"));
    dead.writeBytes("synced");
    dead.hsync();
    assertEquals("synced", read("log"));
    try (LogFile log = store.appendLog("log")) {
      assertEquals(6, log.length());
      log.write(bytes(" and on"));
      log.sync();
      assertThrows(
          IOException.class,
          () -> {
            dead.writeBytes("from the dead");
            dead.hsync();
          });
    }
    assertThrows(IOException.class, dead::close);
    assertEquals("synced and on", read("log"));
  }

  @Test
  void theNewerOfTwoWritersOfALogGoesOn() throws IOException {
    LogFile older = store.appendLog("log");
    older.write(bytes("1"));
    older.sync();
    try (LogFile newer = openAgain(store).appendLog("log")) {
      newer.write(bytes("2"));
      newer.sync();
      assertThrows(
          IOException.class,
          () -> {
            older.write(bytes("3"));
            older.sync();
          });
      newer.write(bytes("4"));
      newer.sync();
    }
    assertEquals("124", read("log"));
  }

  @Test
  void aProgramThatClosesHadoopsSharedFileSystemsDoesNotCloseOurs() throws IOException {
    commit("a", "x");
    FileSystem.get(new Path(location).toUri(), new Configuration()).close();
    FileSystem.closeAll();
    assertEquals("x", read("a"));
  }

  @Test
  void aLocationWithoutAHostIsOnTheDefaultFileSystem() throws IOException {
    commit("a", "x");
    String path = new Path(location).toUri().getPath();
    store = FileStores.open("hdfs:" + path, Map.of("fs.defaultFS", MiniHdfs.uri()));
    assertEquals("x", read("a"));
    assertEquals(location, store.root());
  }

  @Test
  void settingsReachHadoop() {
    Map<String, String> settings = Map.of("fs.odd.impl", "com.example.MissingFileSystem");
    UnknownFileSystemException e =
        assertThrows(
            UnknownFileSystemException.class, () -> FileStores.open("odd://x/y", settings));
    assertTrue(e.getMessage().contains("com.example.MissingFileSystem"), e.getMessage());
  }

  private FileSystem otherClient() throws IOException {
    Configuration configuration = new Configuration();
    MiniHdfs.SETTINGS.forEach(configuration::set);
    return FileSystem.newInstance(new Path(location).toUri(), configuration);
  }

  private String permissions(FileSystem client, String path) throws IOException {
    return client.getFileStatus(new Path(location + path)).getPermission().toString();
  }
}

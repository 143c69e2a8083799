package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpillFilesTest {
  @TempDir Path place;

  private static List<Path> in(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private static byte[] bytes(int value, int count) {
    byte[] bytes = new byte[count];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  @Test
  void whatIsAppendedIsReadByItsPlace() throws IOException {
    try (SpillFiles files = new SpillFiles(List.of(place));
        SpillFile file = files.file()) {
      long first = file.append(bytes(1, 10), 2, 5);
      long second = file.append(bytes(2, 10), 0, 10);
      byte[] read = new byte[12];
      file.read(second, read, 1, 10);
      file.read(first, read, 0, 1);
      assertArrayEquals(new byte[] {1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0}, read);
      assertEquals(15, files.bytesWritten());
    }
  }

  @Test
  void nothingIsMadeBeforeTheFirstByteAndNothingIsLeft() throws IOException {
    SpillFiles files = new SpillFiles(List.of(place.resolve("new/deeper")));
    SpillFile unused = files.file();
    SpillFile used = files.file();
    assertEquals(List.of(), in(place));
    used.append(bytes(1, 1), 0, 1);
    assertEquals(1, in(place.resolve("new/deeper")).size());
    assertEquals(1, files.openFiles());
    used.close();
    used.close();
    unused.close();
    assertEquals(0, files.openFiles());
    files.close();
    files.close();
    assertEquals(List.of(), in(place.resolve("new/deeper")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheOwnerCanLookIntoTheDirectoryAndFilesHaveNoNames() throws IOException {
    try (SpillFiles files = new SpillFiles(List.of(place));
        SpillFile file = files.file()) {
      file.append(bytes(1, 1), 0, 1);
      Path directory = in(place).get(0);
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
      assertEquals(List.of(), in(directory));
    }
  }

  @Test
  void directoriesTakeTurns() throws IOException {
    Path other = place.resolve("other");
    try (SpillFiles files = new SpillFiles(List.of(place.resolve("one"), other))) {
      List<SpillFile> some = List.of(files.file(), files.file(), files.file());
      for (SpillFile file : some) {
        file.append(bytes(1, 1), 0, 1);
      }
      assertEquals(1, in(place.resolve("one")).size());
      assertEquals(1, in(other).size());
      assertEquals(3, files.openFiles());
    }
  }

  @Test
  void closingAllClosesThoseInUse() throws IOException {
    SpillFiles files = new SpillFiles(List.of(place));
    SpillFile file = files.file();
    file.append(bytes(1, 1), 0, 1);
    files.close();
    assertEquals(List.of(), in(place));
    assertEquals(0, files.openFiles());
    assertThrows(IOException.class, () -> file.append(bytes(1, 1), 0, 1));
    assertThrows(IOException.class, () -> file.read(0, new byte[1], 0, 1));
    IOException late =
        assertThrows(IOException.class, () -> files.file().append(bytes(1, 1), 0, 1));
    assertTrue(late.getMessage().contains("stopped"), late.getMessage());
  }

  @Test
  void aPlaceThatCannotBeMadeIsNamedWithWhatCanBeDone() throws IOException {
    Path blocked = Files.writeString(place.resolve("file"), "not a directory").resolve("below");
    try (SpillFiles files = new SpillFiles(List.of(blocked));
        SpillFile file = files.file()) {
      IOException failed = assertThrows(IOException.class, () -> file.append(bytes(1, 1), 0, 1));
      assertTrue(failed.getMessage().contains(blocked.toString()), failed.getMessage());
      assertTrue(failed.getMessage().contains("spark.local.dir"), failed.getMessage());
      assertTrue(failed.getMessage().contains("tidemill.memory.tasks"), failed.getMessage());
      assertTrue(failed.getCause() instanceof IOException);
    }
  }

  @Test
  void aFullDiskIsNamedWithWhatCanBeDone() throws IOException {
    try (SmallWorkspace full = SmallWorkspace.withFullDisk(place, 10);
        SpillFile file = full.files.file()) {
      file.append(bytes(1, 10), 0, 10);
      IOException failed = assertThrows(IOException.class, () -> file.append(bytes(1, 1), 0, 1));
      assertTrue(failed.getMessage().contains(place.toString()), failed.getMessage());
      assertTrue(failed.getMessage().contains("No space left on device"), failed.getMessage());
      assertTrue(failed.getMessage().contains("spark.local.dir"), failed.getMessage());
    }
  }

  @Test
  void aThreadThatIsInterruptedSpoilsNothingForTheOthers() throws Exception {
    try (SpillFiles files = new SpillFiles(List.of(place));
        SpillFile file = files.file()) {
      long place = file.append(bytes(7, 8), 0, 8);
      Thread.currentThread().interrupt();
      file.append(bytes(8, 8), 0, 8);
      file.read(place, new byte[8], 0, 8);
      assertTrue(Thread.interrupted());
      byte[] read = new byte[8];
      file.read(place, read, 0, 8);
      assertArrayEquals(bytes(7, 8), read);
    }
  }

  @Test
  void severalThreadsShareAFile() throws IOException {
    try (SpillFiles files = new SpillFiles(List.of(place));
        SpillFile file = files.file()) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int self = i;
        all.add(CompletableFuture.runAsync(() -> appendAndRead(file, self)));
      }
      all.forEach(CompletableFuture::join);
      assertEquals(4 * 500 * 100, files.bytesWritten());
    }
  }

  private static void appendAndRead(SpillFile file, int self) {
    try {
      List<Long> places = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        places.add(file.append(bytes(self, 100), 0, 100));
      }
      byte[] read = new byte[100];
      for (long place : places) {
        file.read(place, read, 0, 100);
        assertArrayEquals(bytes(self, 100), read);
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void thePlainWorkspaceMakesNoFile() {
    Workspace unbounded = Workspace.unbounded();
    try (Reservation all = unbounded.budget().reserve()) {
      assertTrue(all.growTo(Long.MAX_VALUE / 2));
    }
    assertEquals(0, unbounded.files().openFiles());
    assertFalse(unbounded.budget().isOverdrawn());
  }
}

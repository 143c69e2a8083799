package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our local file system does what Hadoop's does. */
class LocalDiskFileSystemTest {
  @TempDir private java.nio.file.Path temp;
  private final Configuration settings = new Configuration();
  private FileSystem disk;

  @BeforeEach
  void open() throws IOException {
    LocalDiskFileSystem.serve(settings);
    disk = path("").getFileSystem(settings);
  }

  private Path path(String name) {
    return new Path(temp.resolve(name).toUri());
  }

  private void write(FileSystem to, String name, String text) throws IOException {
    try (FSDataOutputStream out = to.create(path(name))) {
      out.writeBytes(text);
    }
  }

  @Test
  void itServesThePathsOfTheseSettingsOnly() throws IOException {
    assertInstanceOf(LocalDiskFileSystem.class, disk);
    assertInstanceOf(LocalDiskFileSystem.class, FileSystem.getLocal(settings));
    FileSystem ofOthers = FileSystem.get(temp.toUri(), new Configuration());
    assertSame(LocalFileSystem.class, ofOthers.getClass());
  }

  @Test
  void settingsThatNameAnotherOneAreLeftAlone() throws IOException {
    Configuration own = new Configuration();
    own.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);
    LocalDiskFileSystem.serve(own);
    assertInstanceOf(RawLocalFileSystem.class, FileSystem.newInstance(temp.toUri(), own));
  }

  @Test
  void whatIsWrittenIsReadAgainWithoutAChecksumFile() throws IOException {
    try (FSDataOutputStream out = disk.create(path("d/file"))) {
      out.writeBytes("tide");
      out.hsync();
      assertEquals("tide", Files.readString(temp.resolve("d/file")), "before the end");
      out.writeBytes("mill");
      out.hflush();
      assertEquals("tidemill", Files.readString(temp.resolve("d/file")));
    }
    try (FSDataInputStream in = disk.open(path("d/file"))) {
      assertEquals("tidemill", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertArrayOf(List.of("file"), disk.listStatus(path("d")));
    assertEquals(
        temp.resolve("d/file").toFile(), ((LocalFileSystem) disk).pathToFile(path("d/file")));
  }

  private static void assertArrayOf(List<String> names, FileStatus[] found) {
    assertEquals(names, Arrays.stream(found).map(file -> file.getPath().getName()).toList());
  }

  @Test
  void permissionsAndStatusAreThoseOfHadoopsOwn() throws IOException {
    settings.set("fs.permissions.umask-mode", "027");
    disk = path("").getFileSystem(settings);
    write(disk, "d/file", "tide");
    assertEquals("rw-r-----", permissions("d/file"));
    assertEquals("rwxr-x---", permissions("d"));
    disk.setPermission(path("d/file"), new FsPermission((short) 0641));
    assertEquals("rw-r----x", permissions("d/file"));
    FileSystem hadoops = FileSystem.get(temp.toUri(), new Configuration());
    for (String name : List.of("d", "d/file")) {
      FileStatus ours = disk.getFileStatus(path(name));
      FileStatus theirs = hadoops.getFileStatus(path(name));
      assertEquals(theirs.getPath(), ours.getPath());
      assertEquals(theirs.isDirectory(), ours.isDirectory());
      assertEquals(theirs.getModificationTime(), ours.getModificationTime());
      assertEquals(theirs.getPermission(), ours.getPermission());
      assertEquals(theirs.getOwner(), ours.getOwner());
      assertEquals(theirs.getGroup(), ours.getGroup());
      assertEquals(theirs.getBlockSize(), ours.getBlockSize());
    }
    assertEquals(4, disk.getFileStatus(path("d/file")).getLen());
  }

  private String permissions(String name) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(temp.resolve(name));
    return PosixFilePermissions.toString(permissions);
  }

  @Test
  void namesAreChangedAndFreed() throws IOException {
    write(disk, "a/file", "tide");
    assertTrue(disk.rename(path("a"), path("b")));
    assertTrue(disk.exists(path("b/file")));
    assertTrue(disk.delete(path("b"), true));
    assertFalse(disk.exists(path("b")));
    assertThrows(FileNotFoundException.class, () -> disk.getFileStatus(path("b/file")));
  }
}

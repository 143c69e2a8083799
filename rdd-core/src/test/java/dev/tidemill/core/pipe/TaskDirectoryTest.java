package dev.tidemill.core.pipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
class TaskDirectoryTest {
  private final Path pom = Path.of("pom.xml").toAbsolutePath();

  @Test
  void linksLeadToTheFilesAndGoWithTheDirectory() throws IOException {
    TaskDirectory directory = TaskDirectory.create();
    Files.createDirectories(directory.path().resolve("made/inside"));
    directory.linkWorkingDirectory();
    assertTrue(Files.isSameFile(pom, directory.path().resolve("pom.xml")));
    directory.close();
    assertFalse(Files.exists(directory.path()));
    assertTrue(Files.exists(pom));
    directory.close(); // it is gone already
  }

  @Test
  void aLinkThatCannotBeMadeIsNamed() throws IOException {
    try (TaskDirectory directory = TaskDirectory.create()) {
      Path taken = directory.path().resolve("pom.xml");
      Files.createFile(taken);
      IOException failure = assertThrows(IOException.class, directory::linkWorkingDirectory);
      assertEquals(
          "pipe: cannot link "
              + pom
              + " into the working directory of a task, "
              + directory.path()
              + " (java.nio.file.FileAlreadyExistsException: "
              + taken
              + "); allow links there, or pipe without separateWorkingDir.",
          failure.getMessage());
    }
  }
}

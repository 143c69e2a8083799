package dev.tidemill.launcher;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to those who ask wrongly, and to those who ask for help. */
class CommandLineTest {
  private static void requireUsage(Command command, String... said) {
    assertEquals(2, command.code(), command.err());
    for (String text : said) {
      assertTrue(command.err().contains(text), () -> text + " is not in: " + command.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "submit",
        "send",
        "health",
        "checkpoint",
        "checkpoint inspect",
        "checkpoint verify",
        "checkpoint export",
        "checkpoint rename",
        "checkpoint copy"
      })
  void helpShowsExamples(String command) {
    Command help = Command.run((Object[]) (command + " --help").split(" "));
    assertEquals(0, help.code());
    assertTrue(help.out().contains("\n  tidemill " + command), help.out());
    assertTrue(help.out().endsWith("\n"));
    assertTrue(help.out().lines().allMatch(line -> line.length() <= 92), help.out());
  }

  @Test
  void aMisspeltCommandOrFlagNamesTheNearOne() {
    assertAll(
        () -> requireUsage(Command.run("rnu", "A.java"), "no command 'rnu'", "run, submit"),
        () -> requireUsage(Command.run("run", "--clas", "A", "A.java"), "--clas", "--class"),
        () ->
            requireUsage(
                Command.run("submit", "--propertie-file", "f", "a.jar"), "--properties-file"),
        () -> requireUsage(Command.run("send", "--prot", "1", "f"), "--port"),
        () ->
            requireUsage(
                Command.run("checkpoint", "inspekt", "d"), "Did you mean", "checkpoint inspect"));
  }

  @Test
  void whatIsMissingIsNamed() {
    assertAll(
        () -> requireUsage(Command.run(), "No command", "tidemill --help"),
        () -> requireUsage(Command.run("checkpoint"), "inspect, verify"),
        () -> requireUsage(Command.run("run"), "MyProgram.java", "tidemill run --help"),
        () -> requireUsage(Command.run("submit", "--class", "A"), "app.jar"),
        () -> requireUsage(Command.run("send", "lines.txt"), "--port"),
        () -> requireUsage(Command.run("health"), "DIRECTORY"));
  }

  @Test
  void theVersionNamesTheJavaThatRuns() {
    Command version = Command.run("--version");
    assertEquals(0, version.code());
    assertTrue(version.out().contains(System.getProperty("java.version")), version.out());
  }
}

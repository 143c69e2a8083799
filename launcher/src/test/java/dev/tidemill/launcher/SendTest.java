package dev.tidemill.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lines over a real socket. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SendTest {
  private static final Pattern PORT = Pattern.compile("localhost:([0-9]+)");

  @TempDir Path directory;

  private Path lines(String... lines) throws Exception {
    return Files.write(directory.resolve("lines.txt"), List.of(lines));
  }

  private static int port(Child sender) throws Exception {
    sender.await("Ctrl-C ends it\n");
    Matcher found = PORT.matcher(sender.written());
    assertTrue(found.find());
    return Integer.parseInt(found.group(1));
  }

  private static Socket connect(int port) throws Exception {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static BufferedReader reader(Socket socket) throws Exception {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static List<String> all(int port) throws Exception {
    try (Socket socket = connect(port)) {
      return reader(socket).lines().toList();
    }
  }

  @Test
  void whoConnectsGetsAllLinesAndTheCommandEnds() throws Exception {
    Path file = lines("the tide", "comes in", "über", "");
    try (Child sender = Child.tidemill("send", "--port", 0, file)) {
      assertEquals(List.of("the tide", "comes in", "über", ""), all(port(sender)));
      sender.requireExit(0);
    }
  }

  @Test
  void aLoopBeginsAgainAndServesSeveral() throws Exception {
    Path file = lines("a", "b");
    try (Child sender = Child.tidemill("send", "--port", 0, "--loop", "--rate", 1000, file)) {
      int port = port(sender);
      try (Socket one = connect(port);
          Socket other = connect(port)) {
        for (Socket socket : List.of(one, other)) {
          BufferedReader reader = reader(socket);
          for (String line : List.of("a", "b", "a", "b", "a")) {
            assertEquals(line, reader.readLine());
          }
        }
      }
    }
  }

  @Test
  void aSeedGivesTheSameOrderEachTime() throws Exception {
    List<String> given = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      given.add("line " + i);
    }
    Path file = lines(given.toArray(String[]::new));
    List<List<String>> got = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (Child sender = Child.tidemill("send", "--port", 0, "--seed", 7, file)) {
        got.add(all(port(sender)));
      }
    }
    assertEquals(got.get(0), got.get(1));
    assertNotEquals(given, got.get(0));
    assertEquals(given, got.get(0).stream().sorted(SendTest::byNumber).toList());
  }

  private static int byNumber(String a, String b) {
    return Integer.compare(Integer.parseInt(a.substring(5)), Integer.parseInt(b.substring(5)));
  }

  @Test
  void standardInputIsPassedOnAsItComes() throws Exception {
    try (Child sender = Child.tidemill("send", "--port", 0, "-")) {
      try (Socket socket = connect(port(sender))) {
        BufferedReader reader = reader(socket);
        sender.write("one\n");
        assertEquals("one", reader.readLine());
        sender.write("two\n");
        assertEquals("two", reader.readLine());
        sender.endInput();
        assertEquals(null, reader.readLine());
      }
      sender.requireExit(0);
    }
  }

  @Test
  void aPortInUseAndOtherMistakesAreNamed() throws Exception {
    Path file = lines("a");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Command refused = Command.run("send", "--port", taken.getLocalPort(), file);
      assertEquals(2, refused.code());
      assertTrue(
          refused.err().contains("--port: " + taken.getLocalPort() + " cannot be had"),
          refused.err());
    }
    assertTrue(Command.run("send", "--port", 70000, file).err().contains("0 to 65535"));
    assertTrue(Command.run("send", "--port", 0, "--rate", -1, file).err().contains("--rate"));
    assertTrue(Command.run("send", "--port", 0, "--loop", "-").err().contains("--loop"));
    assertTrue(Command.run("send", "--port", 0, "missing.txt").err().contains("missing.txt"));
  }
}

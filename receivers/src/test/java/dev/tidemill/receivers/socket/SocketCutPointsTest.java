package dev.tidemill.receivers.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.receivers.SocketInput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ends the connection behind every byte of a script made of everything that is hard to cut. */
class SocketCutPointsTest {
  private static final int LENGTH = 300;

  @Test
  void whateverWasSentBeforeAnOrderlyEndIsDelivered() throws Exception {
    byte[] script = script();
    List<String> expected = new ArrayList<>();
    try (LoopbackServer server = new LoopbackServer();
        SocketInput input = new SocketInput("127.0.0.1", server.port(), 0).start()) {
      for (int cut = 0; cut <= script.length; cut++) {
        server.serve(Arrays.copyOf(script, cut));
        expected.addAll(lines(Arrays.copyOf(script, cut)));
      }
      // The next launch begins after the last connection has stored everything.
      server.accept().close();
      assertEquals(expected, input.lines());
    }
  }

  /** What a line is, said in the plainest way. */
  private static List<String> lines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        lines.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        boolean two = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
        i += two ? 1 : 0;
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      lines.add(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
    }
    return lines;
  }

  private static byte[] script() {
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    byte[][] pieces = {
      {'\n'},
      {'\r'},
      {'\r', '\n'},
      {'\n', '\r'},
      {'\r', '\r', '\n'},
      {0},
      {' '},
      {'a', 'b', 'c'},
      "\u00e4\u20ac\ud83d\ude00".getBytes(StandardCharsets.UTF_8),
      {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, // byte order mark
      {(byte) 0xc0, (byte) 0x80}, // overlong
      {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, // surrogate
      {(byte) 0xff, (byte) 0xfe},
      {(byte) 0xf0, (byte) 0x9f}, // cut short
    };
    for (byte[] piece : pieces) {
      script.writeBytes(piece);
    }
    Random random = new Random(7);
    while (script.size() < LENGTH) {
      script.writeBytes(pieces[random.nextInt(pieces.length)]);
    }
    return Arrays.copyOf(script.toByteArray(), LENGTH);
  }
}

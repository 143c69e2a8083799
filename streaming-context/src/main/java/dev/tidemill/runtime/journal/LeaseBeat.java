package dev.tidemill.runtime.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sign of life that a driver leaves where there are no locks, in {@code driver/beat}.
 *
 * @param number one more each time
 * @param released whether the driver has given the directory back
 */
record LeaseBeat(long epoch, long number, boolean released) {

  static final String NAME = EpochClaims.DIRECTORY + "/beat";

  private static final Pattern CONTENT =
      Pattern.compile("format=1\nepoch=([0-9]{1,18})\nbeat=([0-9]{1,18})\nreleased=(true|false)\n");
  private static final int MAX_BYTES = 1 << 10;

  void write(FileStore store) throws IOException {
    try (AtomicFile out = store.createAtomic(NAME)) {
      String content = "format=1\nepoch=%d\nbeat=%d\nreleased=%b\n";
      out.write(content.formatted(epoch, number, released).getBytes(US_ASCII));
      out.commit();
    }
  }

  /** Empty when there is none, or none that can be read. */
  static Optional<LeaseBeat> read(FileStore store) throws IOException {
    byte[] bytes;
    try (InputStream in = store.open(NAME, 0)) {
      bytes = in.readNBytes(MAX_BYTES);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Matcher matcher = CONTENT.matcher(new String(bytes, US_ASCII));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new LeaseBeat(
            Long.parseLong(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Boolean.parseBoolean(matcher.group(3))));
  }
}

package dev.tidemill.runtime.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The first bytes of a file of the journal. Numbers are big-endian.
 *
 * <pre>
 *    0  "TIDEMILL"
 *    8  int   version of the format
 *   12  int   0: a base, 1: a log, 2: a group
 *   16  long  epoch         ┐ as in the name
 *   24  long  number        ┘
 *   32  long  sequence      log: number of its first entry, as of a group; base: number of the last entry it stands for
 *   40  long  keepFrom      ┐
 *   48  long  keepSequence  │ of a base, else 0
 *   56  long  entries       ┘
 *   64  int   0
 *   68  int   CRC32C of the bytes before
 * </pre>
 *
 * @param keepFrom the first segment whose entries are still needed for {@link
 *     JournalReader#forEachKept}
 * @param keepSequence number of the first entry that is needed for it
 * @param entries how many entries the base has
 */
record FileHeader(JournalFile file, long sequence, long keepFrom, long keepSequence, long entries) {

  /** 2 has what 1 has, and groups as files, and other entries; see docs/format.md. */
  static final int VERSION = 2;

  static final int BYTES = 72;

  private static final byte[] MAGIC = "TIDEMILL".getBytes(US_ASCII);

  static FileHeader ofLog(JournalFile file, long firstSequence) {
    return new FileHeader(file, firstSequence, 0, 0, 0);
  }

  byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    out.put(MAGIC).putInt(VERSION).putInt(file.kind().ordinal());
    out.putLong(file.epoch()).putLong(file.number());
    out.putLong(sequence).putLong(keepFrom).putLong(keepSequence).putLong(entries);
    out.putInt(0).putInt(checksum(out.array()));
    return out.array();
  }

  /**
   * The header of a file, empty when there is no valid one.
   *
   * @throws JournalException when the file is of a newer format
   */
  static Optional<FileHeader> read(FileStore store, JournalFile file) throws IOException {
    byte[] bytes;
    try (InputStream in = store.open(file.name(), 0)) {
      bytes = in.readNBytes(BYTES);
    }
    return decode(bytes, file);
  }

  /** As {@link #read}, of a file that begins with these bytes. */
  static Optional<FileHeader> decode(byte[] bytes, JournalFile file) throws JournalException {
    if (bytes.length < BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, MAGIC.length, BYTES - MAGIC.length);
    int version = in.getInt();
    if (version > VERSION) {
      // Before the checksum: only what comes before is at the same place in every version.
      throw JournalException.newer(file, version);
    }
    boolean placed =
        in.getInt() == file.kind().ordinal()
            && in.getLong() == file.epoch()
            && in.getLong() == file.number();
    FileHeader header =
        new FileHeader(file, in.getLong(), in.getLong(), in.getLong(), in.getLong());
    in.getInt();
    boolean valid = version >= 1 && placed && in.getInt() == checksum(bytes);
    return valid ? Optional.of(header) : Optional.empty();
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, BYTES - Integer.BYTES);
    return (int) checksum.getValue();
  }
}

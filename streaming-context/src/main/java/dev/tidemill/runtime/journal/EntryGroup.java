package dev.tidemill.runtime.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Entries that were written together, by one write that one sync made durable before the next
 * began. So a crash can break the last group of a file only, in any way, and the others not at all.
 *
 * <pre>
 *    0  int   0x544D4731, "TMG1"
 *    4  int   bytes of the body
 *    8  long  number of the first entry; the others follow, each one more
 *   16  int   how many entries
 *   20  int   CRC32C of the body
 *   24  int   CRC32C of the bytes before, and of where they are: kind, epoch, number of the file, offset
 *   28  body: for each entry  int bytes of its payload, byte kind, long batch, payload
 * </pre>
 *
 * That a header knows its place means that bytes of a journal inside a payload, or moved, are none.
 */
record EntryGroup(long firstSequence, List<JournalEntry> entries) {

  static final int HEADER_BYTES = 28;
  static final int ENTRY_BYTES = Integer.BYTES + 1 + Long.BYTES;

  private static final int MAGIC = 0x544D4731;
  private static final int MAX_BODY_BYTES = ENTRY_BYTES + JournalLimits.MAX_PAYLOAD_BYTES;

  /** What the header of a valid group says. */
  record Header(int bodyBytes, long firstSequence, int entries, int bodyChecksum) {}

  long lastSequence() {
    return firstSequence + entries.size() - 1;
  }

  static int encodedBytes(JournalEntry entry) {
    return ENTRY_BYTES + entry.payload().length;
  }

  /** As it is at an offset of a file. */
  byte[] encode(JournalFile file, long offset) {
    int bodyBytes = 0;
    for (JournalEntry entry : entries) {
      bodyBytes = Math.addExact(bodyBytes, encodedBytes(entry));
    }
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + bodyBytes);
    out.position(HEADER_BYTES);
    for (JournalEntry entry : entries) {
      out.putInt(entry.payload().length).put(entry.kind()).putLong(entry.batch());
      out.put(entry.payload());
    }
    int bodyChecksum = checksum(out.array(), HEADER_BYTES, bodyBytes);
    out.position(0);
    out.putInt(MAGIC).putInt(bodyBytes).putLong(firstSequence).putInt(entries.size());
    out.putInt(bodyChecksum).putInt(headerChecksum(out.array(), 0, file, offset));
    return out.array();
  }

  /** The header at a position of a buffer, which is at an offset of a file; empty when invalid. */
  static Optional<Header> header(byte[] buffer, int position, JournalFile file, long offset) {
    ByteBuffer in = ByteBuffer.wrap(buffer, position, HEADER_BYTES);
    if (in.getInt() != MAGIC) {
      return Optional.empty();
    }
    Header header = new Header(in.getInt(), in.getLong(), in.getInt(), in.getInt());
    boolean valid =
        in.getInt() == headerChecksum(buffer, position, file, offset)
            && header.bodyBytes() >= 0
            && header.bodyBytes() <= MAX_BODY_BYTES;
    return valid ? Optional.of(header) : Optional.empty();
  }

  /** The group that has this header and body; empty when the body is not the one it was. */
  static Optional<EntryGroup> decode(Header header, byte[] body) {
    if (body.length != header.bodyBytes()
        || checksum(body, 0, body.length) != header.bodyChecksum()) {
      return Optional.empty();
    }
    List<JournalEntry> entries = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(body);
    while (in.remaining() >= ENTRY_BYTES) {
      int bytes = in.getInt();
      byte kind = in.get();
      long batch = in.getLong();
      if (bytes < 0 || bytes > in.remaining()) {
        return Optional.empty();
      }
      byte[] payload = new byte[bytes];
      in.get(payload);
      entries.add(new JournalEntry(kind, batch, payload));
    }
    boolean valid = !in.hasRemaining() && entries.size() == header.entries();
    return valid ? Optional.of(new EntryGroup(header.firstSequence(), entries)) : Optional.empty();
  }

  private static int headerChecksum(byte[] buffer, int position, JournalFile file, long offset) {
    ByteBuffer place = ByteBuffer.allocate(4 * Long.BYTES);
    place.putLong(file.kind().ordinal()).putLong(file.epoch()).putLong(file.number());
    place.putLong(offset);
    CRC32C checksum = new CRC32C();
    checksum.update(buffer, position, HEADER_BYTES - Integer.BYTES);
    checksum.update(place.array());
    return (int) checksum.getValue();
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, length);
    return (int) checksum.getValue();
  }
}

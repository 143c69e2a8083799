package dev.tidemill.core.file;

import java.util.Arrays;

/**
 * A file on a {@link MemoryDisk}: its bytes, of which a first part is durable. Guarded by the disk.
 */
final class MemoryFile implements MemoryNode {

  private byte[] bytes;
  private int length;
  private int durableLength; // invariant: durableLength <= length
  private long modifiedMs;

  private MemoryFile(byte[] bytes, int durableLength, long modifiedMs) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.durableLength = durableLength;
    this.modifiedMs = modifiedMs;
  }

  static MemoryFile durable(byte[] content, long nowMs) {
    return new MemoryFile(content.clone(), content.length, nowMs);
  }

  static MemoryFile empty(long nowMs) {
    return new MemoryFile(new byte[0], 0, nowMs);
  }

  @Override
  public long modifiedMs() {
    return modifiedMs;
  }

  int length() {
    return length;
  }

  byte[] copyFrom(int offset) {
    return Arrays.copyOfRange(bytes, offset, length);
  }

  void append(byte[] source, int offset, int count, long nowMs) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
    System.arraycopy(source, offset, bytes, length, count);
    length = needed;
    modifiedMs = nowMs;
  }

  void sync() {
    durableLength = length;
  }

  @Override
  public void crash(CrashChoices choices) {
    length = durableLength + choices.surviving(length - durableLength);
    choices.zeroSomeSectors(bytes, durableLength, length);
    durableLength = length;
  }
}

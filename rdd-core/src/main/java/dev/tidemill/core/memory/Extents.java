package dev.tidemill.core.memory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Where in a file the blocks of one segment lie, in order. Used by one thread at a time. */
final class Extents {
  private final SpillFile file;
  private long[] places = new long[2];
  private long[] ends = new long[2];
  private int count;

  Extents(SpillFile file) {
    this.file = file;
  }

  /** Appends to the segment. Every write becomes a block, so it wants large ones. */
  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        add(file.append(bytes, offset, length), length);
      }
    };
  }

  private void add(long place, int length) {
    if (count > 0 && ends[count - 1] == place) {
      ends[count - 1] += length;
      return;
    }
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    places[count] = place;
    ends[count] = place + length;
    count++;
  }

  /** The segment from its beginning. */
  InputStream input() {
    return new InputStream() {
      private int extent;
      private long position = count == 0 ? 0 : places[0];

      @Override
      public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (extent == count) {
          return -1;
        }
        int some = (int) Math.min(length, ends[extent] - position);
        file.read(position, into, offset, some);
        position += some;
        if (position == ends[extent]) {
          extent++;
          position = extent == count ? 0 : places[extent];
        }
        return some;
      }
    };
  }
}

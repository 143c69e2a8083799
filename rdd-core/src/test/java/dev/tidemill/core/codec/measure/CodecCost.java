package dev.tidemill.core.codec.measure;

import com.sun.management.ThreadMXBean;
import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Copier;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.codec.RecordReader;
import dev.tidemill.core.codec.RecordWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What encoding costs: a million pairs of a text and a number, written to memory as one stream,
 * read back, copied one by one, and looked at for sharing. Prints the median of five rounds after
 * five unmeasured ones, in nanoseconds and allocated bytes a record. Not part of the build: run
 * {@code main} on the test class path, with -Xmx2g.
 */
final class CodecCost {
  private static final int RECORDS = 1_000_000;
  private static final int ROUNDS = 5;

  private interface Work {
    void run() throws Exception;
  }

  /** What a round leaves behind, so that it cannot be left out. */
  private static volatile Object kept;

  private CodecCost() {}

  public static void main(String[] arguments) throws Exception {
    List<Tuple2<String, Integer>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(new Tuple2<>("word" + i % 5000, i));
    }
    Codec codec = Codec.plain();
    byte[] encoded = encode(codec, records);
    System.out.println("bytes a record: " + (double) encoded.length / RECORDS);
    measure("encode", () -> kept = encode(codec, records));
    measure("decode", () -> decode(codec, encoded));
    Copier copier = codec.copier();
    measure("copy", () -> records.forEach(record -> kept = copier.copy(record)));
    Isolation isolation = new Isolation(codec, false);
    measure("look at for sharing", () -> walk(isolation.over(records.iterator())));
    measure("walk without looking", () -> walk(records.iterator()));
  }

  private static byte[] encode(Codec codec, List<?> records) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(RECORDS * 16);
    try (RecordWriter writer = codec.writer(bytes)) {
      for (Object record : records) {
        writer.write(record);
      }
    }
    return bytes.toByteArray();
  }

  private static void decode(Codec codec, byte[] bytes) throws Exception {
    try (RecordReader reader = codec.reader(new ByteArrayInputStream(bytes))) {
      while (reader.advance()) {
        kept = reader.record();
      }
    }
  }

  private static void walk(Iterator<?> records) {
    while (records.hasNext()) {
      kept = records.next();
    }
  }

  private static void measure(String what, Work work) throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      work.run();
    }
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] times = new double[ROUNDS];
    long allocated = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ROUNDS; i++) {
      long begin = System.nanoTime();
      work.run();
      times[i] = (System.nanoTime() - begin) / (double) RECORDS;
    }
    allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
    Arrays.sort(times);
    System.out.printf(
        "%s: %.1f ns (%.1f to %.1f), %d bytes allocated%n",
        what, times[ROUNDS / 2], times[0], times[ROUNDS - 1], allocated / ROUNDS / RECORDS);
  }
}

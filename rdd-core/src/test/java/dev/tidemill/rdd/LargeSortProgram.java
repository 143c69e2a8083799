package dev.tidemill.rdd;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Sorts the lines of a directory that is far larger than its heap, and compares what it wrote with
 * what it read, by order, number and sum. Arguments: a directory, and the megabytes to sort.
 */
final class LargeSortProgram {
  private static final int FILES = 8;
  private static final String REST =
      " and what a record says besides its key, up to a hundred characters in all, ok";

  private LargeSortProgram() {}

  /** Of lines, in any order. */
  private record Sum(long lines, long hash) {
    Sum plus(String line) {
      return new Sum(lines + 1, hash + line.hashCode() * 0x9E3779B97F4A7C15L);
    }
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    long megabytes = Long.parseLong(arguments[1]);
    Path in = Files.createDirectories(directory.resolve("in"));
    Sum written = new Sum(0, 0);
    for (int file = 0; file < FILES; file++) {
      written = write(in.resolve("file-" + file), file, (megabytes << 20) / FILES, written);
    }
    SparkConf conf =
        new SparkConf(false)
            .setMaster("local[2]")
            .setAppName("large sort")
            .set("spark.local.dir", directory.resolve("spill").toString());
    long begun = System.nanoTime();
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      context
          .textFile(in.toString())
          .mapToPair(line -> new Tuple2<>(line.substring(0, 16), line.substring(16)))
          .sortByKey(true, 64)
          .map(pair -> pair._1 + pair._2)
          .saveAsTextFile(directory.resolve("out").toString());
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    Sum read = read(directory.resolve("out"));
    System.out.println(read.equals(written) ? "right" : "wrong: " + written + ", " + read);
    System.out.printf(
        "%d MB, %d lines, heap %d MB: %.1f s, %.0f MB/s%n",
        megabytes,
        read.lines(),
        Runtime.getRuntime().maxMemory() >> 20,
        seconds,
        megabytes / seconds);
  }

  private static Sum write(Path file, int seed, long bytes, Sum before) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Sum sum = before;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long written = 0; written < bytes; ) {
        String line = String.format("%016x", random.nextLong()) + REST;
        out.write(line);
        out.write('\n');
        written += line.length() + 1;
        sum = sum.plus(line);
      }
    }
    return sum;
  }

  private static Sum read(Path directory) throws IOException {
    Sum sum = new Sum(0, 0);
    String last = "";
    List<Path> parts;
    try (Stream<Path> files = Files.list(directory)) {
      parts =
          files.filter(file -> file.getFileName().toString().startsWith("part-")).sorted().toList();
    }
    for (Path part : parts) {
      try (BufferedReader lines = Files.newBufferedReader(part)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.compareTo(last) < 0) {
            throw new IllegalStateException("'" + line + "' comes behind '" + last + "'");
          }
          last = line;
          sum = sum.plus(line);
        }
      }
    }
    return sum;
  }
}

package benchmarks.worker;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Wall time, CPU time, allocation and output of this process between two moments. CPU time is that
 * of all threads, also those of the garbage collector and the compiler, and comes in ticks of 10 ms
 * on Linux. Allocation is that of the Java threads alive at the end: what a thread allocated that
 * ended in between is not seen. Output is what was given to the operating system to write, wherever
 * to; zero where it does not say.
 */
final class Meter {
  private final Map<Long, Long> allocatedBefore = allocatedByThread();
  private final long writtenBefore = writtenBytes();
  private final long cpuBefore = processCpuNanos();
  private final long wallBefore = System.nanoTime();

  record Reading(long wallNanos, long cpuNanos, long allocatedBytes, long writtenBytes) {}

  private Meter() {}

  static Meter start() {
    return new Meter();
  }

  Reading stop() {
    long wall = System.nanoTime() - wallBefore;
    long cpu = processCpuNanos() - cpuBefore;
    long written = writtenBytes() - writtenBefore;
    long allocated = 0;
    for (Map.Entry<Long, Long> after : allocatedByThread().entrySet()) {
      allocated += after.getValue() - allocatedBefore.getOrDefault(after.getKey(), 0L);
    }
    return new Reading(wall, cpu, allocated, written);
  }

  static long processCpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long writtenBytes() {
    Path counters = Path.of("/proc/self/io");
    if (!Files.isReadable(counters)) {
      return 0;
    }
    try {
      return Files.readAllLines(counters).stream()
          .filter(line -> line.startsWith("wchar: "))
          .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
          .sum();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Map<Long, Long> allocatedByThread() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    Map<Long, Long> allocated = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) { // else it ended meanwhile
        allocated.put(ids[i], bytes[i]);
      }
    }
    return allocated;
  }
}

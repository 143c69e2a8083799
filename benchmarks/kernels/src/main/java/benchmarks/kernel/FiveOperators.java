package benchmarks.kernel;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A fused chain of five operators over boxed integers, on one partition: nanoseconds a record. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FiveOperators {
  private static final int RECORDS = 1_000_000;

  private JavaSparkContext context;
  private JavaRDD<Integer> chain;

  @Setup
  public void prepare() {
    context = new JavaSparkContext(new SparkConf().setMaster("local[1]").setAppName("kernel"));
    List<Integer> integers = IntStream.range(0, RECORDS).boxed().toList();
    chain =
        context
            .parallelize(integers, 1)
            .map(x -> x + 1)
            .filter(x -> x % 3 != 0)
            .map(x -> x * 5)
            .filter(x -> x % 7 != 0)
            .map(x -> x - 2);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public long count() {
    return chain.count();
  }

  @TearDown
  public void close() {
    context.stop();
  }
}

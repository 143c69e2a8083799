package benchmarks.engine;

import benchmarks.data.Inputs;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import benchmarks.workload.Workloads;
import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;

/** The workloads on an engine. Its settings come from the JVM's arguments, which a file shows. */
public final class EngineWorkloads implements Workloads {
  @Override
  public Workload prepare(String name, Parameters parameters) {
    switch (name) {
      case "tiny-job" -> {
        int jobs = parameters.number("jobs", 50);
        return new TinyJob(context(), Inputs.tinyBatches(jobs, parameters.number("lines", 10)));
      }
      case "tiny-batch" -> {
        return tinyBatch(parameters, parameters.number("lines", 10));
      }
      case "empty-batch" -> {
        return tinyBatch(parameters, 0);
      }
      case "start" -> {
        return new TinyBatch(
            context(), Inputs.firstBatch(parameters), parameters.number("interval", 50));
      }
      case "narrow-chain" -> {
        Inputs.prepareIntegers(parameters);
        return new NarrowChain(context(), 1);
      }
      case "narrow-chain-4" -> {
        Inputs.prepareIntegers(parameters);
        return new NarrowChain(context(), 4);
      }
      case "word-count" -> {
        Inputs.prepareLines(parameters);
        return new WordCount(context());
      }
      default -> throw Workloads.unknown(name);
    }
  }

  private static Workload tinyBatch(Parameters parameters, int lines) {
    return new TinyBatch(
        context(),
        Inputs.tinyBatches(parameters.number("batches", 200), lines),
        parameters.number("interval", 50));
  }

  private static JavaSparkContext context() {
    return new JavaSparkContext(new SparkConf().setAppName("benchmark"));
  }
}

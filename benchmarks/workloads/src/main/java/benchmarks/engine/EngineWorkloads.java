package benchmarks.engine;

import benchmarks.data.Inputs;
import benchmarks.data.KeyedInputs;
import benchmarks.data.RestartPlace;
import benchmarks.data.StateInputs;
import benchmarks.data.WindowInputs;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import benchmarks.workload.Workloads;
import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.IOException;
import java.util.List;

/** The workloads on an engine. Its settings come from the JVM's arguments, which a file shows. */
public final class EngineWorkloads implements Workloads {
  @Override
  public Workload prepare(String name, Parameters parameters) throws IOException {
    switch (name) {
      case "tiny-job" -> {
        int jobs = parameters.number("jobs", 50);
        return new TinyJob(context(), Inputs.tinyBatches(jobs, lines(parameters)));
      }
      case "tiny-batch" -> {
        return tinyBatch(parameters, lines(parameters), 2, 1);
      }
      case "empty-batch" -> {
        return tinyBatch(parameters, 0, 2, 1);
      }
      case "tiny-outputs" -> {
        return tinyBatch(parameters, lines(parameters), 2, parameters.number("outputs", 5));
      }
      case "tiny-stages" -> {
        return tinyBatch(parameters, lines(parameters), parameters.number("stages", 5), 1);
      }
      case "journal" -> {
        return journal(parameters);
      }
      case "start" -> {
        return tinyBatch(parameters, Inputs.firstBatch(parameters), 2, 1);
      }
      case "restart" -> {
        return new Restart(RestartPlace.prepare(parameters));
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
      case "cached-strings" -> {
        Inputs.prepareManyLines(parameters);
        return new CachedStrings(context());
      }
      case "sort" -> {
        KeyedInputs.prepare(parameters, 1, 1);
        return new Sort(context());
      }
      case "join" -> {
        KeyedInputs.prepare(parameters, 2, 1);
        return new Join(context());
      }
      case "group" -> {
        KeyedInputs.prepare(parameters, 1, 10);
        return new Group(context());
      }
      case "window" -> {
        return new Window(context(), WindowInputs.prepare(parameters, false), false);
      }
      case "window-inverse" -> {
        WindowInputs.Sizes sizes = WindowInputs.prepare(parameters, true);
        return new WithCheckpoints(0, context -> new Window(context, sizes, true));
      }
      case "map-with-state" -> {
        return keyedSums(StateInputs.prepareMapWithState(parameters), false);
      }
      case "update-state" -> {
        return keyedSums(StateInputs.prepareUpdateState(parameters), true);
      }
      default -> throw Workloads.unknown(name);
    }
  }

  private static Workload tinyBatch(Parameters parameters, int lines, int stages, int outputs) {
    return tinyBatch(
        parameters, Inputs.tinyBatches(parameters.number("batches", 200), lines), stages, outputs);
  }

  private static Workload tinyBatch(
      Parameters parameters, List<List<String>> batches, int stages, int outputs) {
    return new TinyBatch(context(), batches, parameters.number("interval", 50), stages, outputs);
  }

  private static Workload journal(Parameters parameters) throws IOException {
    if (parameters.number("directory", 1) == 0) {
      return tinyBatch(parameters, lines(parameters), 2, 1);
    }
    List<List<String>> batches =
        Inputs.tinyBatches(parameters.number("batches", 200), lines(parameters));
    int interval = parameters.number("interval", 50);
    return new WithCheckpoints(
        parameters.number("hdfs", 0), context -> new TinyBatch(context, batches, interval, 2, 1));
  }

  private static Workload keyedSums(StateInputs.Sizes sizes, boolean all) throws IOException {
    return sizes.directory()
        ? new WithCheckpoints(
            sizes.nameNode(), context -> new KeyedSums(context, sizes, all))
        : new KeyedSums(context(), sizes, all);
  }

  private static int lines(Parameters parameters) {
    return parameters.number("lines", 10);
  }

  private static JavaSparkContext context() {
    return new JavaSparkContext(new SparkConf().setAppName("benchmark"));
  }
}

package benchmarks.handwritten;

import benchmarks.data.RestartPlace;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import benchmarks.workload.Workloads;
import java.io.IOException;

/** Workloads without an engine. */
public final class HandWrittenWorkloads implements Workloads {
  @Override
  public Workload prepare(String name, Parameters parameters) throws IOException {
    return switch (name) {
      case "tiny-job" -> new TinyJobLoop(parameters);
      case "tiny-batch" -> TinyBatchLoop.with(parameters, lines(parameters), 2, 1);
      case "empty-batch" -> TinyBatchLoop.with(parameters, 0, 2, 1);
      case "narrow-chain" -> new NarrowChainLoop(parameters, 1);
      case "narrow-chain-4" -> new NarrowChainLoop(parameters, 4);
      case "word-count" -> new WordCountLoop(parameters);
      case "sort" -> new SortLoop(parameters);
      case "join" -> new JoinLoop(parameters);
      case "group" -> new GroupLoop(parameters);
      case "cached-strings" -> new CachedStringsLoop(parameters);
      case "tiny-outputs" ->
          TinyBatchLoop.with(parameters, lines(parameters), 2, parameters.number("outputs", 5));
      case "tiny-stages" ->
          TinyBatchLoop.with(parameters, lines(parameters), parameters.number("stages", 5), 1);
      case "journal" ->
          parameters.number("directory", 1) == 0
              ? TinyBatchLoop.with(parameters, lines(parameters), 2, 1)
              : new WithFile(parameters, lines(parameters));
      case "window" -> WindowLoop.with(parameters, false);
      case "window-inverse" -> WindowLoop.with(parameters, true);
      case "restart" -> new RestartLoop(RestartPlace.prepare(parameters));
      case "start" -> TinyBatchLoop.first(parameters);
      case "map-with-state" -> MapWithStateLoop.with(parameters);
      case "update-state" -> UpdateStateLoop.with(parameters);
      default -> throw Workloads.unknown(name);
    };
  }

  private static int lines(Parameters parameters) {
    return parameters.number("lines", 10);
  }
}

package benchmarks.handwritten;

import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import benchmarks.workload.Workloads;

/** Workloads without an engine. */
public final class HandWrittenWorkloads implements Workloads {
  @Override
  public Workload prepare(String name, Parameters parameters) {
    return switch (name) {
      case "tiny-job" -> new TinyJobLoop(parameters);
      case "tiny-batch" -> TinyBatchLoop.with(parameters, parameters.number("lines", 10));
      case "empty-batch" -> TinyBatchLoop.with(parameters, 0);
      case "narrow-chain" -> new NarrowChainLoop(parameters, 1);
      case "narrow-chain-4" -> new NarrowChainLoop(parameters, 4);
      case "word-count" -> new WordCountLoop(parameters);
      case "start" -> TinyBatchLoop.first(parameters);
      default -> throw Workloads.unknown(name);
    };
  }
}

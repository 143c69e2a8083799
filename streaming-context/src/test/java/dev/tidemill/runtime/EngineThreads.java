package dev.tidemill.runtime;

import java.util.List;

/** The threads of the engine that are alive. */
final class EngineThreads {
  private EngineThreads() {}

  static List<String> alive() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("tidemill-") || name.startsWith("streaming-job-executor"))
        .toList();
  }

  static void awaitNone() {
    Await.until("no thread of the engine is left", () -> alive().isEmpty());
  }
}

package dev.tidemill.runtime;

/** Stops a context when the process is asked to end. */
final class ShutdownHook {
  private final Thread thread;

  private ShutdownHook(Thread thread) {
    this.thread = thread;
  }

  static ShutdownHook install(Runnable stop) {
    ShutdownHook hook = new ShutdownHook(new Thread(stop, "tidemill-shutdown"));
    try {
      Runtime.getRuntime().addShutdownHook(hook.thread);
    } catch (IllegalStateException shuttingDown) {
      throw new IllegalStateException(
          "The process is shutting down; a streaming context cannot be started any more.",
          shuttingDown);
    }
    return hook;
  }

  void remove() {
    try {
      Runtime.getRuntime().removeShutdownHook(thread);
    } catch (IllegalStateException shuttingDown) {
      // The hook is what stops us, or runs beside it: there is nothing to remove any more.
      return;
    }
  }
}

package dev.tidemill.core.thread;

/**
 * A thread of the engine: a daemon, and recognisable, so that a call that would wait for the engine
 * to end can tell that it is being made from inside it.
 */
public class EngineThread extends Thread {
  @SuppressWarnings("this-escape") // a warning of later compilers; setDaemon is final
  public EngineThread(Runnable work, String name) {
    super(work, name);
    setDaemon(true);
  }

  /** Whether the calling code runs on a thread of the engine. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof EngineThread;
  }
}

package dev.tidemill.runtime.recovery;

import dev.tidemill.core.thread.EngineThread;
import dev.tidemill.runtime.journal.JournalReader;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads what a restart will need while its thread is busy with something else: most of the time of
 * a start goes into loading and linking classes. All of it is done by the start as well when it
 * gets there, so nothing depends on it but the time.
 */
public final class LoadAhead {
  private final Thread thread;

  private LoadAhead(Runnable work) {
    thread = new EngineThread(work, "tidemill-load-ahead");
    thread.start();
  }

  /**
   * Has the program's logging set up. To be awaited before code of the program runs: loggers that
   * are asked for meanwhile are substitutes.
   */
  public static LoadAhead logging() {
    return new LoadAhead(LoggerFactory::getILoggerFactory);
  }

  /**
   * Takes apart what was read of a journal, as {@link Recovery} will, of the allocations one;
   * nobody awaits it.
   */
  public static void recovery(JournalReader read) {
    new LoadAhead(() -> tryToTakeApart(read));
  }

  private static void tryToTakeApart(JournalReader read) {
    try {
      if (read.isHeld()) {
        Map.Entry<Long, byte[]> last = StoredProgram.of(read).progress().allocations().lastEntry();
        if (last != null) {
          StoredAllocation.of(last.getValue());
        }
      }
    } catch (IOException | RuntimeException damaged) {
      Logger log = LoggerFactory.getLogger(LoadAhead.class);
      log.debug("What was read ahead cannot be taken apart; the start will say so", damaged);
    }
  }

  public void await() throws InterruptedException {
    thread.join();
  }
}

package dev.tidemill.core.hadoop.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Listens to what this package warns of, in place of the console. */
final class Warnings extends Handler implements AutoCloseable {
  private final Logger logger = Logger.getLogger(Warnings.class.getPackageName());
  private final List<String> texts = new CopyOnWriteArrayList<>();

  Warnings() {
    logger.addHandler(this);
    logger.setUseParentHandlers(false);
  }

  List<String> texts() {
    return texts;
  }

  @Override
  public void publish(LogRecord event) {
    texts.add(event.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}

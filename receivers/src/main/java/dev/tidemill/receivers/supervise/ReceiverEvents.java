package dev.tidemill.receivers.supervise;

import dev.tidemill.core.error.StackText;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.streaming.scheduler.ReceiverInfo;
import dev.tidemill.streaming.scheduler.StreamingListenerEvent;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverError;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStopped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what happens to one receiver, in the words of the legacy engine. Any thread. */
final class ReceiverEvents {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverEvents.class);
  private static final String HERE = "localhost";
  private static final String EXECUTOR = "driver";

  private final SourceContext context;
  private final String name;

  ReceiverEvents(SourceContext context, Object receiver) {
    this.context = context;
    this.name = receiver.getClass().getSimpleName() + "-" + context.streamId();
  }

  void started() {
    post(new StreamingListenerReceiverStarted(info(true, "", null)));
  }

  void error(String message, Throwable error) {
    post(new StreamingListenerReceiverError(info(true, message, error)));
  }

  void stopped(String message, Throwable error) {
    post(new StreamingListenerReceiverStopped(info(false, message, error)));
  }

  private void post(StreamingListenerEvent event) {
    try {
      context.events().accept(event);
    } catch (RuntimeException e) {
      // A listener's trouble must not end the receiver.
      LOG.error("{}: an event could not be delivered: {}", name, event, e);
    }
  }

  private ReceiverInfo info(boolean active, String message, Throwable error) {
    return new ReceiverInfo(
        context.streamId(),
        name,
        active,
        HERE,
        EXECUTOR,
        message == null ? "" : message,
        error == null ? "" : StackText.of(error),
        error == null ? -1 : System.currentTimeMillis());
  }
}

package dev.tidemill.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.dstream.Streams;
import dev.tidemill.streaming.scheduler.StreamingListener;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamingContextTest {
  private final Streams streams = new Streams();
  private final StreamingContext context = streams.context();

  @AfterEach
  void stop() {
    streams.close();
  }

  @Test
  void whatDrivesBatchesIsAskedOfTheRuntime() throws Exception {
    assertEquals(StreamingContextState.ACTIVE, context.getState());
    context.start();
    context.awaitTermination();
    assertTrue(context.awaitTerminationOrTimeout(5));
    context.stop(true);
    context.stop(false, true);
    assertEquals(
        List.of(
            "start",
            "awaitTermination",
            "awaitTerminationOrTimeout 5",
            "stop true false",
            "stop false true"),
        streams.runtime().calls);
  }

  @Test
  void listenersGoToTheRuntimeAndANullIsRefused() {
    StreamingListener listener = new StreamingListener() {};
    context.addStreamingListener(listener);
    assertEquals(List.of(listener), streams.runtime().listeners);
    context.removeStreamingListener(listener);
    assertEquals(List.of(), streams.runtime().listeners);
    assertThrows(IllegalArgumentException.class, () -> context.addStreamingListener(null));
    assertThrows(IllegalArgumentException.class, () -> context.removeStreamingListener(null));
  }

  @Test
  void itHandsOutWhatItWasMadeOf() {
    assertSame(streams.graph(), context.graph());
    assertSame(streams.sparkContext(), context.sparkContext());
    assertSame(streams.sparkContext(), context.sc());
    assertSame(streams.runtime().clock, context.scheduler().clock());
  }

  @Test
  void rememberGoesToTheGraph() {
    context.remember(new Duration(2000));
    assertThrows(
        IllegalArgumentException.class, () -> streams.graph().remember(new Duration(1000)));
  }
}

package dev.tidemill.partial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PartialResultTest {
  private final List<Object> told = new ArrayList<>();
  private final PartialResult<Integer> open = new PartialResult<>(1, false);
  private final PartialResult<Integer> whole = new PartialResult<>(7, true);

  @Test
  void aFinalInitialValueIsTheResult() {
    assertEquals(7, whole.initialValue());
    assertTrue(whole.isInitialValueFinal());
    assertEquals(7, whole.getFinalValue());
    assertSame(whole, whole.onComplete(told::add));
    whole.onFail(told::add);
    assertEquals(List.of(7), told);
    assertEquals("(final: 7)", whole.toString());
    assertThrows(IllegalStateException.class, () -> whole.setFinalValue(8));
  }

  @Test
  void theFinalValueComesLater() {
    assertFalse(open.isInitialValueFinal());
    assertEquals("(partial: 1)", open.toString());
    assertSame(open, open.onComplete(told::add));
    open.onComplete(value -> told.add(-value));
    open.onFail(told::add);
    assertEquals(List.of(), told);
    open.setFinalValue(2);
    assertEquals(List.of(2, -2), told);
    open.onComplete(value -> told.add("late " + value));
    assertEquals(List.of(2, -2, "late 2"), told);
    assertEquals(1, open.initialValue());
    assertEquals(2, open.getFinalValue());
    assertEquals("(final: 2)", open.toString());
    IllegalStateException twice =
        assertThrows(IllegalStateException.class, () -> open.setFinalValue(3));
    assertEquals("This result has ended already: (final: 2).", twice.getMessage());
    assertThrows(IllegalStateException.class, () -> open.setFailure(new IOException()));
  }

  @Test
  void aFailureIsThrownAsItIs() {
    IOException failure = new IOException("gone");
    open.onComplete(told::add);
    open.onFail(told::add);
    open.setFailure(failure);
    open.onFail(told::add);
    open.onComplete(told::add);
    assertEquals(List.of(failure, failure), told);
    assertSame(failure, assertThrows(IOException.class, open::getFinalValue));
    assertEquals("(partial: 1)", open.toString());
  }

  @Test
  void whoeverWaitsIsWoken() throws Exception {
    CompletableFuture<Integer> got = new CompletableFuture<>();
    Thread waiting = new Thread(() -> got.complete(open.getFinalValue()));
    waiting.start();
    open.setFinalValue(5);
    assertEquals(5, got.get(30, TimeUnit.SECONDS));
    waiting.join();
  }

  @Test
  void whoeverWaitsCanBeInterrupted() {
    Thread.currentThread().interrupt();
    Throwable thrown = assertThrows(Throwable.class, open::getFinalValue);
    assertInstanceOf(InterruptedException.class, thrown);
    assertTrue(Thread.interrupted(), "the caller can see it too");
  }

  @Test
  void whatAHandlerThrowsReachesWhoeverEndsIt() {
    open.onComplete(
        value -> {
          throw new IOException("handler");
        });
    assertThrows(IOException.class, () -> open.setFinalValue(2));
    assertEquals(2, open.getFinalValue());
  }

  @Test
  void bothValuesAreMapped() {
    PartialResult<String> mapped = open.map(value -> "n" + value);
    assertEquals("n1", mapped.initialValue());
    assertFalse(mapped.isInitialValueFinal());
    mapped.onComplete(told::add);
    open.setFinalValue(2);
    assertEquals("n2", mapped.getFinalValue());
    assertEquals(List.of("n2"), told);
    PartialResult<String> later = open.map(value -> "l" + value);
    assertEquals("l1", later.initialValue());
    assertEquals("l2", later.getFinalValue());
    assertEquals("(final: n7)", whole.map(value -> "n" + value).toString());
  }

  @Test
  void aFailureIsMappedToItself() {
    PartialResult<String> mapped = open.map(value -> "n" + value);
    mapped.onFail(told::add);
    IOException failure = new IOException("gone");
    open.setFailure(failure);
    assertSame(failure, assertThrows(IOException.class, mapped::getFinalValue));
    assertEquals(List.of(failure), told);
  }

  @Test
  void aMappingThatFailsIsAFailure() {
    PartialResult<Integer> mapped = open.map(value -> 10 / (2 - value));
    assertEquals(10, mapped.initialValue());
    open.setFinalValue(2);
    assertThrows(ArithmeticException.class, mapped::getFinalValue);
    assertThrows(ArithmeticException.class, () -> whole.map(value -> value / (value - 7)));
  }
}

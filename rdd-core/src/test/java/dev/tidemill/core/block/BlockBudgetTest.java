package dev.tidemill.core.block;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BlockBudgetTest {
  private final BlockBudget budget = new BlockBudget(100);

  @Test
  void whoFindsNoRoomIsToldSoWithoutWaiting() {
    assertTrue(budget.tryAcquire(60));
    assertFalse(budget.tryAcquire(41));
    assertTrue(budget.tryAcquire(40));
    assertEquals(100, budget.held());
  }

  @Test
  void oneThatIsLargerThanTheWholeBudgetIsLetInAlone() {
    assertTrue(budget.tryAcquire(1000));
    assertFalse(budget.tryAcquire(1));
    budget.release(1000);
    assertTrue(budget.tryAcquire(1));
  }

  @Test
  void whoWaitsGivesUpOnceItsRoomIsNotWantedAnyMore() throws Exception {
    budget.acquire(100);
    AtomicBoolean abandoned = new AtomicBoolean();
    CompletableFuture<Boolean> taken = new CompletableFuture<>();
    Thread waiter =
        new Thread(
            () -> {
              try {
                taken.complete(budget.acquire(1, abandoned::get));
              } catch (InterruptedException e) {
                taken.completeExceptionally(e);
              }
            });
    waiter.setDaemon(true);
    waiter.start();
    while (waiter.getState() != Thread.State.WAITING) {
      Thread.yield();
    }
    budget.wake();
    assertFalse(taken.isDone());
    abandoned.set(true);
    budget.wake();
    assertFalse(taken.get(60, TimeUnit.SECONDS));
    assertEquals(100, budget.held());
  }
}

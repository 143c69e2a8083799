package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long LIMIT = 1 << 20;

  private final MemoryBudget budget = new MemoryBudget(LIMIT, 2);

  @Test
  void oneMayHoldTheWholeBudget() {
    try (Reservation one = budget.reserve()) {
      assertTrue(one.growTo(LIMIT));
      assertFalse(one.growTo(LIMIT + 1));
      assertEquals(LIMIT, one.held());
    }
    assertEquals(0, budget.held());
  }

  @Test
  void whoComesLateHasAShareAllTheSame() {
    try (Reservation first = budget.reserve();
        Reservation late = budget.reserve()) {
      assertTrue(first.growTo(LIMIT));
      assertFalse(budget.isOverdrawn());
      assertEquals(LIMIT / 8, budget.share());
      assertTrue(late.growTo(budget.share()));
      assertFalse(late.growTo(budget.share() + 1));
      assertTrue(budget.isOverdrawn());
      first.shrinkTo(LIMIT - budget.share() - 1);
      assertTrue(late.growTo(budget.share() + 1));
      assertFalse(budget.isOverdrawn());
    }
    assertEquals(0, budget.held());
  }

  @Test
  void evenATinyBudgetHasSharesOfSomeUse() {
    assertEquals(16 << 10, new MemoryBudget(1, 64).share());
  }

  @Test
  void askingForLessThanIsHeldChangesNothing() {
    try (Reservation one = budget.reserve()) {
      assertTrue(one.growTo(10_000));
      assertTrue(one.growTo(5_000));
      assertEquals(10_000, budget.held());
      one.shrinkTo(20_000);
      assertEquals(10_000, budget.held());
      one.shrinkTo(10);
      assertEquals(10, budget.held());
    }
  }

  @Test
  void aFewKilobytesAreNotCounted() {
    try (Reservation one = budget.reserve()) {
      assertTrue(one.growTo(4 << 10));
      assertEquals(0, budget.held());
      assertTrue(one.growTo((4 << 10) + 1));
      assertEquals((4 << 10) + 1, budget.held());
    }
  }

  @Test
  void anUnboundedOneNeverRefuses() {
    MemoryBudget unbounded = MemoryBudget.unbounded();
    try (Reservation one = unbounded.reserve();
        Reservation other = unbounded.reserve()) {
      assertTrue(one.growTo(Long.MAX_VALUE / 2));
      assertTrue(other.growTo(Long.MAX_VALUE / 2));
    }
    assertEquals(0, unbounded.held());
  }

  @Test
  void manyThreadsHoldNoMoreThanTheLimitAndTheirShares() {
    int threads = 4;
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      SplittableRandom random = new SplittableRandom(i);
      all.add(
          CompletableFuture.runAsync(
              () -> {
                try (Reservation mine = budget.reserve()) {
                  for (int step = 0; step < 50_000; step++) {
                    if (random.nextBoolean()) {
                      mine.growTo(random.nextLong(LIMIT));
                    } else {
                      mine.shrinkTo(random.nextLong(LIMIT));
                    }
                    assertTrue(budget.held() <= LIMIT + threads * budget.share());
                  }
                }
              }));
    }
    all.forEach(CompletableFuture::join);
    assertEquals(0, budget.held());
  }
}

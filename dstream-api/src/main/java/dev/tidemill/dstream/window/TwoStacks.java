package dev.tidemill.dstream.window;

import java.util.Arrays;

/**
 * Combines the panes of a window by a function that need only be associative: two stacks, of which
 * the front gives up the oldest pane and the back takes the newest.
 *
 * <pre>
 *   panes       1      2      3    |   4      5
 *   front     1*2*3   2*3     3    |                 each combined with all later ones of the front
 *   back                           |   4      5      and 4*5
 *   value                     (1*2*3) * (4*5)
 * </pre>
 *
 * <p>When the front is empty it takes over the back, which combines each pane once more. So a pane
 * costs at most one combination when it enters, one when it moves to the front, and one for the
 * value after something has changed (the two-stacks algorithm; see Tangwongsan, Hirzel, Schneider:
 * "In-order sliding-window aggregation in worst-case constant time"). If all keys moved in the same
 * slide, that one would be expensive. So each key moves for the first time at a number of panes of
 * its own, and from then on the moves of different keys stay spread over the slides.
 */
final class TwoStacks<V> implements KeyPanes<V> {
  private static final Object[] NONE = {};

  private final Combine<V> combine;
  private final int firstMove;
  // From frontFirst on; the array is never changed.
  private Object[] front = NONE;
  private int frontFirst;
  // Below backSize; beyond it a copy may write, so it is not shared by what moves.
  private Object[] back = NONE;
  private int backSize;
  private V backTogether;
  private V value;

  /**
   * @param firstMove after how many panes they move to the front, if they may stay so long; 1 or
   *     more
   */
  TwoStacks(Combine<V> combine, int firstMove) {
    this.combine = combine;
    this.firstMove = firstMove;
  }

  @Override
  public TwoStacks<V> copy() {
    TwoStacks<V> copy = new TwoStacks<>(combine, firstMove);
    copy.front = front;
    copy.frontFirst = frontFirst;
    copy.back = back;
    copy.backSize = backSize;
    copy.backTogether = backTogether;
    return copy;
  }

  @Override
  public void enter(V newest) throws Exception {
    backTogether = backSize == 0 ? newest : combine.of(backTogether, newest);
    if (backSize == back.length) {
      back = Arrays.copyOf(back, Math.max(2, backSize * 2));
    }
    back[backSize++] = newest;
    if (isFrontEmpty() && backSize >= firstMove) {
      move();
    }
  }

  @Override
  public void enterAgain(V value) {
    throw madeOfPanes();
  }

  @Override
  public TwoStacks<V> having(V value) {
    throw madeOfPanes();
  }

  private static UnsupportedOperationException madeOfPanes() {
    return new UnsupportedOperationException("What two stacks combine to is made of their panes.");
  }

  @Override
  public void leave() throws Exception {
    if (isFrontEmpty()) {
      move();
    }
    frontFirst++;
  }

  @SuppressWarnings("unchecked") // back holds only V
  private void move() throws Exception {
    Object[] moved = new Object[backSize];
    V together = null;
    for (int i = backSize - 1; i >= 0; i--) {
      V one = (V) back[i];
      together = i == backSize - 1 ? one : combine.of(one, together);
      moved[i] = together;
    }
    front = moved;
    frontFirst = 0;
    back = NONE;
    backSize = 0;
    backTogether = null;
  }

  private boolean isFrontEmpty() {
    return frontFirst == front.length;
  }

  @Override
  @SuppressWarnings("unchecked") // front holds only V
  public boolean settle() throws Exception {
    if (isFrontEmpty()) {
      value = backTogether;
      return backSize > 0;
    }
    V older = (V) front[frontFirst];
    value = backSize == 0 ? older : combine.of(older, backTogether);
    return true;
  }

  @Override
  public boolean isShown() {
    return true;
  }

  @Override
  public V value() {
    return value;
  }

  /** How many combined values are held beside those of the panes. For tests. */
  int partials() {
    return front.length - frontFirst + backSize + (backSize > 0 ? 1 : 0);
  }
}

package dev.tidemill.dstream.window;

/**
 * Combines the panes of a window by a function with an inverse: what leaves is taken out of the
 * value, then what enters is combined with it. The key stays when its last pane has left, with the
 * value that is left, until a filter refuses it.
 *
 * <p>A filter that refuses the value while panes are still in the window hides the key only, since
 * its panes have yet to be taken out. (The legacy engine forgets them, and fails when they leave.)
 */
final class Invertible<V> implements KeyPanes<V> {
  /** Whether the key is to be shown with this value. */
  @FunctionalInterface
  interface Filter<V> {
    boolean keeps(V value) throws Exception;
  }

  private final Combine<V> combine;
  private final Combine<V> inverse;
  private final Filter<V> filter;
  private final Fifo<V> panes;
  private boolean hasValue;
  private V value;
  private boolean shown;
  // What has come and gone since this copy was made, each combined in itself.
  private boolean hasEntered;
  private V entered;
  private boolean hasLeft;
  private V left;

  Invertible(Combine<V> combine, Combine<V> inverse, Filter<V> filter) {
    this(combine, inverse, filter, new Fifo<>());
  }

  private Invertible(Combine<V> combine, Combine<V> inverse, Filter<V> filter, Fifo<V> panes) {
    this.combine = combine;
    this.inverse = inverse;
    this.filter = filter;
    this.panes = panes;
  }

  @Override
  public Invertible<V> copy() {
    Invertible<V> copy = new Invertible<>(combine, inverse, filter, panes.copy());
    copy.hasValue = hasValue;
    copy.value = value;
    return copy;
  }

  @Override
  public void enter(V newest) throws Exception {
    entered = hasEntered ? combine.of(entered, newest) : newest;
    hasEntered = true;
    panes.add(newest);
  }

  @Override
  public void enterAgain(V value) {
    panes.add(value);
  }

  @Override
  public Invertible<V> having(V known) throws Exception {
    Invertible<V> copy = copy();
    copy.hasValue = true;
    copy.value = known;
    copy.shown = filter.keeps(known);
    return copy;
  }

  @Override
  public void leave() throws Exception {
    V oldest = panes.remove();
    left = hasLeft ? combine.of(left, oldest) : oldest;
    hasLeft = true;
  }

  @Override
  public boolean settle() throws Exception {
    if (hasLeft) {
      value = inverse.of(value, left);
      left = null;
    }
    if (hasEntered) {
      value = hasValue ? combine.of(value, entered) : entered;
      entered = null;
    }
    hasValue = true;
    shown = filter.keeps(value);
    return shown || !panes.isEmpty();
  }

  @Override
  public boolean isShown() {
    return shown;
  }

  @Override
  public V value() {
    return value;
  }
}

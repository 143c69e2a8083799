package dev.tidemill.dstream.window;

/**
 * What is known of one key: its values in the panes of a window, and what they combine to. Changed
 * on a copy that takes its place when the whole step has been worked out, so a function that throws
 * leaves nothing behind.
 */
interface KeyPanes<V> {
  /** A copy to change, made in constant time. What is done to it does not show here. */
  KeyPanes<V> copy();

  /** The value of a pane later than all others comes in. */
  void enter(V value) throws Exception;

  /** A pane comes back whose value is part of what the panes combine to already. */
  void enterAgain(V value);

  /** A copy that has this value instead, with the same panes. */
  KeyPanes<V> having(V value) throws Exception;

  /** The oldest pane goes. */
  void leave() throws Exception;

  /**
   * All panes of a step have entered and left.
   *
   * @return false if there is nothing left to say about the key
   */
  boolean settle() throws Exception;

  /** Whether the key is part of the window. Valid once settled. */
  boolean isShown();

  /** What the panes combine to. Valid once settled. */
  V value();
}

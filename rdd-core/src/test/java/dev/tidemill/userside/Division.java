package dev.tidemill.userside;

/** Stands for a program: a package that is not the engine's. */
public final class Division {
  private Division() {}

  /** Fails in line 9, which a test expects. */
  public static int of(int n) {
    return n / (n - n);
  }
}

package dev.tidemill.core.estimate;

/** How many of the partitions have ended. */
final class Progress {
  private final int partitions;
  private int ended;

  Progress(int partitions) {
    this.partitions = partitions;
  }

  void oneMore() {
    ended++;
  }

  boolean isWhole() {
    return ended == partitions;
  }

  /** 0 to 1. */
  double share() {
    return partitions == 0 ? 1 : (double) ended / partitions;
  }
}

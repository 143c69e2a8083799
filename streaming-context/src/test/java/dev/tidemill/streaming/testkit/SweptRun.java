package dev.tidemill.streaming.testkit;

/**
 * What a {@link SweptProgram} has given.
 *
 * @param interruptions how often it was stopped in its course by what the sweep did
 */
record SweptRun(SteppedWorld world, int interruptions) {

  /** The same batches, and each run of a batch gave what the last run gave. */
  void requireSameAs(SweptRun other) {
    for (int i = 0; i < world.outputs().size(); i++) {
      requireSame(other.world.outputs().get(i), world.outputs().get(i));
    }
  }

  @SuppressWarnings("unchecked") // only equality is asked of the records
  private static void requireSame(TestOutput<?> expected, TestOutput<?> actual) {
    TestOutput<Object> output = (TestOutput<Object>) actual;
    BatchComparison.inAnyOrder()
        .compare(((TestOutput<Object>) expected).batches(), output.batches(), output.times());
    BatchComparison.inAnyOrder().compareRepeated(output);
  }
}

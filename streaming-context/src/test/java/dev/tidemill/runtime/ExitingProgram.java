package dev.tidemill.runtime;

import java.util.concurrent.CountDownLatch;

/**
 * Calls {@code System.exit} while its context is active.
 *
 * <p>Arguments: {@code graceful} or {@code now}; {@code main}, {@code batch} or {@code hook}: where
 * from, or that a hook of its own stops the context as well.
 */
final class ExitingProgram {
  private ExitingProgram() {}

  public static void main(String[] arguments) throws Exception {
    boolean graceful = arguments[0].equals("graceful");
    String where = arguments[1];
    ManualContext context =
        ManualContext.with(
            "spark.streaming.stopGracefullyOnShutdown=" + graceful,
            "spark.streaming.gracefulStopTimeout=1s");
    CountDownLatch first = new CountDownLatch(1);
    context
        .times()
        .foreachRDD(
            (rdd, time) -> {
              System.out.println("batch " + time.milliseconds());
              first.countDown();
              if (where.equals("batch")) {
                System.exit(3);
              }
            });
    if (where.equals("hook")) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    context.ssc.stop(true, graceful);
                    System.out.println("stopped " + context.ssc.getState());
                  }));
    }
    context.start();
    context.tick(1);
    Await.latch("the first batch", first);
    if (where.equals("batch")) {
      context.ssc.awaitTermination();
      return;
    }
    System.exit(3);
  }
}

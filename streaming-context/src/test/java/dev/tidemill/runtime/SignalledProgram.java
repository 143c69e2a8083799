package dev.tidemill.runtime;

import dev.tidemill.core.file.FileStores;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.streaming.Time;
import java.util.Optional;

/**
 * Says what its batches do, and runs until it is stopped by signals. The output of batch 2000 waits
 * until it reads a line.
 *
 * <p>Arguments: the checkpoint directory; {@code graceful} or {@code now}.
 */
final class SignalledProgram {
  private SignalledProgram() {}

  /** Says when it has ended. */
  private static final class SpokenTimes extends TimeSource {
    @Override
    public long restore(Time batch, boolean needed, RestoredAllocation allocated) {
      return 0;
    }

    @Override
    public void stop() {
      System.out.println("input ended");
    }
  }

  public static void main(String[] arguments) throws Exception {
    ManualContext program = start(arguments[0], arguments[1].equals("graceful"));
    program.tick(2);
    program.ssc.awaitTermination();
  }

  static ManualContext start(String directory, boolean graceful) throws Exception {
    ManualContext program =
        ManualContext.with(
            "spark.streaming.stopGracefullyOnShutdown=" + graceful,
            "spark.streaming.gracefulStopTimeout=1h");
    program.runtime.checkpoint(Optional.of(FileStores.open(directory)), true);
    program.stream(new SpokenTimes())
        .foreachRDD(
            (rdd, time) -> {
              System.out.println("begins " + time.milliseconds());
              if (time.milliseconds() == 2000) {
                System.in.read();
              }
              System.out.println("ends " + time.milliseconds());
            });
    program.start();
    return program;
  }
}

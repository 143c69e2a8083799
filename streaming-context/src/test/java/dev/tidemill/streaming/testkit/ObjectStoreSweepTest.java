package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.core.file.MemoryDisk.CrashPoint;
import dev.tidemill.hadooptest.ObjectFileSystem;
import dev.tidemill.hadooptest.ObjectFileSystem.Bucket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A slice of {@link CrashSweepTest} through a file system of Hadoop that is an object store, and
 * what its calls are.
 */
class ObjectStoreSweepTest {
  private static final Bucket BUCKET = ObjectFileSystem.bucket(new MemoryDisk().store("x"));

  private static SteppedWorld world(SweptProgram program) {
    SteppedWorld world = SteppedWorld.withDisk(program.replays());
    world.seeDiskThrough(ObjectStoreSweepTest::objects);
    return world;
  }

  /** With the locks of the disk: without them who comes after a crash would wait ten seconds. */
  private static FileStore objects(FileStore disk) {
    try {
      FileStore objects =
          FileStores.open(BUCKET.hold(disk).uri() + "/jobs/a", ObjectFileSystem.settings());
      return (FileStore)
          Proxy.newProxyInstance(
              ObjectStoreSweepTest.class.getClassLoader(),
              new Class<?>[] {FileStore.class},
              (proxy, method, arguments) -> {
                try {
                  return method.invoke(
                      method.getName().equals("tryLock") ? disk : objects, arguments);
                } catch (InvocationTargetException thrown) {
                  throw thrown.getCause();
                }
              });
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SweptProgram.class,
      names = {"COUNTS", "INVERSE_WINDOW", "WINDOW_OVER_WHAT_CANNOT_COME_AGAIN"})
  void aCrashAtAnyOperationChangesNothing(SweptProgram program) {
    SweptRun straight = CrashSweepTest.run(program, world(program));
    assertEquals(0, straight.interruptions());
    long operations = straight.world().disk().operations();
    assertTrue(operations > CrashSweepTest.BATCHES, "only " + operations + " operations");
    for (long operation = 1; operation <= operations; operation++) {
      for (CrashPoint point : new CrashPoint[] {CrashPoint.BEFORE, CrashPoint.AFTER}) {
        SteppedWorld world = world(program);
        world.disk().crashAt(operation, point, operation);
        try {
          SweptRun run = CrashSweepTest.run(program, world);
          assertTrue(run.interruptions() > 0, "it did not crash");
          run.requireSameAs(straight);
        } catch (Throwable failed) { // whatever it is, the place must be named
          throw new AssertionError(
              program + ", crashed " + point + " operation " + operation + ": " + failed, failed);
        }
      }
    }
  }

  @Test
  void aBatchIsOneUploadAndOneQuestion() {
    SweptProgram program = SweptProgram.INVERSE_WINDOW;
    try (SteppedContext stepped = program.make(world(program), 60, 1 << 20)) {
      stepped.start();
      for (int batch = 1; batch <= 50; batch++) {
        BUCKET.calls().clear();
        stepped.step();
        String calls = BUCKET.calls().toString();
        assertEquals(1, BUCKET.count("create"), calls);
        assertEquals(1, BUCKET.count("put"), calls);
        assertEquals(1, BUCKET.count("head"), calls);
        assertEquals(3, BUCKET.calls().size(), calls);
      }
    }
  }

  @Test
  void filesDoNotBecomeMany() {
    SweptProgram program = SweptProgram.INVERSE_WINDOW;
    SteppedWorld world = world(program);
    try (SteppedContext stepped = program.make(world, 1, 1 << 20)) {
      stepped.start();
      for (int batch = 1; batch <= 450; batch++) {
        stepped.step();
      }
      long bases =
          BUCKET.calls().stream()
              .filter(call -> call.startsWith("put ") && call.endsWith(".base"))
              .count();
      int files = world.store().orElseThrow().list("journal").size();
      assertEquals(1 + 4, bases, "one at the start, one for each hundred files");
      assertTrue(files <= 250, "files: " + files);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

package dev.tidemill.core.file;

import java.io.IOException;
import java.util.Optional;

/** Tries for a lock, says whether it has it, and keeps it until its input ends or it is killed. */
public final class LockingProgram {

  private LockingProgram() {}

  public static void main(String[] arguments) throws IOException {
    Optional<HeldLock> lock = FileStores.open(arguments[0]).tryLock("lock");
    System.out.println(lock.isPresent() ? "held" : "refused");
    System.in.read();
  }
}

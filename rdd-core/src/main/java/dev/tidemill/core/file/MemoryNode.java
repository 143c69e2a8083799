package dev.tidemill.core.file;

/** What a name on a {@link MemoryDisk} stands for. Guarded by the disk. */
sealed interface MemoryNode permits MemoryFile, MemoryDirectory {

  long modifiedMs();

  /** Becomes what the given crash leaves of it, which is durable from then on. */
  void crash(CrashChoices choices);
}

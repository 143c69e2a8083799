package dev.tidemill.core.engine.local.kept;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The records of one kept partition, wherever they are. Read by many threads. */
interface KeptRecords {
  /** What they hold of the memory for kept partitions. */
  long memoryBytes();

  /** All records at once, if they are objects that every reader may have. */
  Optional<List<?>> shared();

  /** The records in order; of a reader's own where they are not shared. */
  Iterator<?> iterator();

  /** Lets go of files. Readers that have begun may fail. */
  void release();
}

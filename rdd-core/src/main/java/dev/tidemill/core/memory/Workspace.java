package dev.tidemill.core.memory;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.CodecException;
import dev.tidemill.core.codec.UnencodableException;
import dev.tidemill.core.task.TaskFunctions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the tasks of a context work with: how much memory they may hold, and where records go that
 * do not fit. Thread-safe.
 */
public final class Workspace {
  private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);

  private final Codec codec;
  private final MemoryBudget budget;
  private final SpillFiles files;
  private final TaskFunctions functions;
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /** As below, with the functions as they were given. */
  public Workspace(Codec codec, MemoryBudget budget, SpillFiles files) {
    this(codec, budget, files, TaskFunctions.SHARED);
  }

  /** The files are closed by whoever made them. */
  public Workspace(Codec codec, MemoryBudget budget, SpillFiles files, TaskFunctions functions) {
    this.functions = functions;
    this.codec = codec;
    this.budget = budget;
    this.files = files;
  }

  /** For data of our own, and tests: nothing is ever moved to disk. */
  public static Workspace unbounded() {
    SpillFiles never = new SpillFiles(List.of(Path.of(System.getProperty("java.io.tmpdir"))));
    return new Workspace(Codec.plain(), MemoryBudget.unbounded(), never);
  }

  public Codec codec() {
    return codec;
  }

  public MemoryBudget budget() {
    return budget;
  }

  public SpillFiles files() {
    return files;
  }

  public TaskFunctions functions() {
    return functions;
  }

  /**
   * Says that a value stays in memory, why, and what can be done; once for each type.
   *
   * @param refused what the codec says of the value, or of a part of it
   */
  void keepsInMemory(Object value, CodecException refused) {
    String typeName =
        refused instanceof UnencodableException part ? part.typeName() : value.getClass().getName();
    if (warned.add(typeName)) {
      LOG.warn(
          "Records with a {} stay in memory where they should be moved to disk, so tasks may hold"
              + " more than the {} bytes they have (tidemill.memory.tasks): {}",
          typeName,
          budget.limit(),
          refused.getMessage(),
          refused);
    }
  }
}

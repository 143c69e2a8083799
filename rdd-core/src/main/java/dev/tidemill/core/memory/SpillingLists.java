package dev.tidemill.core.memory;

import dev.tidemill.core.thread.Interrupts;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbered lists that grow at their ends: what one map task has for each target of an exchange.
 * When the memory is full, all that they hold goes to disk, list by list, and they go on empty.
 * What cannot be encoded stays in memory.
 *
 * <p>Filled by one thread up to {@link #finish}. From then on each list is read once, what is on
 * disk of it before what is in memory, and dropped by whoever has read it, on any thread.
 */
public final class SpillingLists implements Closeable {
  // An empty list with its first array.
  private static final long LIST_BYTES = 128;

  private final Workspace workspace;
  private final SpillFile file;
  private final List<Object>[] lists;
  private List<SpilledRecords>[] onDisk; // null while nothing is
  private Reservation reservation; // null while there is too little to count
  private SampledBytes sampled; // likewise
  private int untilLook = SampledBytes.SHORTEST;
  private long listBytes;
  private boolean cannotSpill;
  private long inMemory;

  /**
   * @param file may be shared with others; closed by the caller
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no generic form
  public SpillingLists(Workspace workspace, int count, SpillFile file) {
    this.workspace = workspace;
    this.file = file;
    this.lists = new List[count];
  }

  /**
   * @throws IOException if the disk fails, with what can be done
   */
  public void add(int list, Object record) throws IOException, InterruptedException {
    List<Object> records = lists[list];
    if (records == null) {
      records = new ArrayList<>();
      lists[list] = records;
      listBytes += LIST_BYTES;
    }
    records.add(record);
    if (--untilLook == 0) {
      look(record);
    }
  }

  private void look(Object record) throws IOException, InterruptedException {
    if (sampled == null) {
      sampled = new SampledBytes();
      reservation = workspace.budget().reserve();
    }
    sampled.look(ObjectWalk.measure(record) + Long.BYTES);
    untilLook = sampled.distance();
    if (!reservation.growTo(sampled.bytes() + listBytes) && !cannotSpill) {
      spill();
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists has no generic form
  private void spill() throws IOException, InterruptedException {
    if (onDisk == null) {
      onDisk = new List[lists.length];
    }
    for (int list = 0; list < lists.length; list++) {
      if (lists[list] != null) {
        if (onDisk[list] == null) {
          onDisk[list] = new ArrayList<>(2);
        }
        onDisk[list].add(written(lists[list]));
        lists[list] = null;
      }
    }
    listBytes = 0;
    sampled.clear();
    untilLook = SampledBytes.SHORTEST;
    reservation.shrinkTo(0);
  }

  private SpilledRecords written(List<Object> records) throws IOException, InterruptedException {
    SpilledRecords written = new SpilledRecords(workspace, file);
    for (int i = 0; i < records.size(); i++) {
      cannotSpill |= !written.add(records.get(i));
      Interrupts.notice(i + 1);
    }
    written.finish();
    return written;
  }

  /**
   * Ends the filling. Nobody works on the lists while they wait for their readers, so from now on
   * they have no share: if tasks hold more than all may, the lists go to disk.
   *
   * @throws IOException if the disk fails, with what can be done
   */
  public void finish() throws IOException, InterruptedException {
    if (held() > 0 && workspace.budget().isOverdrawn() && !cannotSpill) {
      spill();
    }
    for (List<Object> list : lists) {
      inMemory += list == null ? 0 : list.size();
    }
  }

  /** What was moved to disk of a list, in order. */
  public List<SpilledRecords> onDisk(int list) {
    return onDisk == null || onDisk[list] == null ? List.of() : onDisk[list];
  }

  /** What a list holds after that. */
  public List<Object> inMemory(int list) {
    return lists[list] == null ? List.of() : lists[list];
  }

  /** Gives the memory of a list back. */
  public synchronized void drop(int list) {
    if (onDisk != null) {
      onDisk[list] = null;
    }
    List<Object> dropped = lists[list];
    lists[list] = null;
    if (dropped != null && held() > 0) {
      long left = inMemory - dropped.size();
      reservation.shrinkTo((long) ((double) held() * left / inMemory));
      inMemory = left;
    }
  }

  private long held() {
    return reservation == null ? 0 : reservation.held();
  }

  /** Gives the memory of all lists back. */
  @Override
  public synchronized void close() {
    Arrays.fill(lists, null);
    onDisk = null;
    if (reservation != null) {
      reservation.close();
    }
  }
}

package dev.tidemill.core.memory;

import dev.tidemill.core.thread.Interrupts;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Sorts records; equal ones stay in the order in which they were added. What does not fit the
 * memory goes to disk as sorted runs, which are merged at the end, in passes if they are many. What
 * cannot be encoded stays in memory. Used by one thread.
 */
public final class ExternalSort<T> implements Closeable {
  private static final int MOST_RUNS = 64;
  // Of each run that is merged, beside its record: a block that is read and its streams.
  private static final long RUN_BYTES = 20 << 10;

  private final Workspace workspace;
  private final Comparator<? super T> order;
  private final Reservation reservation;
  private final SampledBytes sampled = new SampledBytes();
  private final SpillFile file;
  private List<Iterator<T>> runs = new ArrayList<>(0);
  private List<T> records = new ArrayList<>();
  private boolean cannotSpill;
  private long largestMean;

  public ExternalSort(Workspace workspace, Comparator<? super T> order) {
    this.workspace = workspace;
    this.order = order;
    this.reservation = workspace.budget().reserve();
    this.file = workspace.files().file();
  }

  /**
   * @throws IOException if the disk fails, with what can be done
   */
  public void add(T record) throws IOException, InterruptedException {
    records.add(record);
    if (sampled.isDue()) {
      // Beside the record, its place in the list, and what it takes in the arrays while sorting.
      sampled.look(ObjectWalk.measure(record) + 5 * Long.BYTES);
      if (!reservation.growTo(sampled.bytes()) && !cannotSpill) {
        spill();
      }
    }
  }

  private void spill() throws IOException, InterruptedException {
    largestMean = Math.max(largestMean, sampled.bytes() / records.size());
    sortRecords();
    runs.add(written(records.iterator()));
    records = new ArrayList<>();
    sampled.clear();
    reservation.shrinkTo(0);
  }

  private void sortRecords() {
    if (order instanceof RecordOrder<? super T> known) {
      known.sort(records);
    } else {
      records.sort(order);
    }
  }

  private Iterator<T> written(Iterator<T> run) throws IOException, InterruptedException {
    SpilledRecords written = new SpilledRecords(workspace, file);
    for (int i = 1; run.hasNext(); i++) {
      cannotSpill |= !written.add(run.next());
      Interrupts.notice(i);
    }
    written.finish();
    @SuppressWarnings("unchecked") // as it was written
    Iterator<T> read = (Iterator<T>) written.iterator();
    return read;
  }

  /**
   * All records in order: a list if nothing is on disk, else to be read once. Nothing may be added
   * any more.
   *
   * @throws IOException if the disk fails, with what can be done
   */
  public Iterable<T> result() throws IOException, InterruptedException {
    sortRecords();
    if (runs.isEmpty()) {
      return records;
    }
    runs.add(records.iterator());
    int most = mostRuns();
    while (runs.size() > most) {
      mergeNeighbours(most);
    }
    Iterator<T> merged = new Merging<>(runs, order);
    return () -> merged;
  }

  /** As many as have their buffers in the share that everybody has. */
  private int mostRuns() {
    long fit = workspace.budget().share() / (RUN_BYTES + 2 * largestMean);
    return (int) Math.max(2, Math.min(MOST_RUNS, fit));
  }

  /**
   * One pass over the runs on disk: neighbours become one run, as many as it takes to have few
   * enough. What lies in memory is the last run and stays there.
   */
  private void mergeNeighbours(int most) throws IOException, InterruptedException {
    int tooMany = runs.size() - most;
    int onDisk = runs.size() - 1;
    List<Iterator<T>> fewer = new ArrayList<>();
    int next = 0;
    while (next < onDisk) {
      int together = Math.max(1, Math.min(Math.min(most, tooMany + 1), onDisk - next));
      List<Iterator<T>> neighbours = runs.subList(next, next + together);
      fewer.add(together == 1 ? neighbours.get(0) : written(new Merging<>(neighbours, order)));
      tooMany -= together - 1;
      next += together;
    }
    fewer.add(runs.get(onDisk));
    runs = fewer;
  }

  /** Gives memory and files back. What has not been read of the result is gone. */
  @Override
  public void close() throws IOException {
    records = new ArrayList<>(0);
    reservation.close();
    file.close();
  }
}

package dev.tidemill.core.closure;

import dev.tidemill.RangePartitioner;
import dev.tidemill.broadcast.Broadcast;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.util.AccumulatorV2;
import dev.tidemill.util.Accumulators;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the tasks of one context share with the program: broadcast values and accumulators, known by
 * their numbers, and the codec. What depends on records (the ranges of a sort, what is {@link
 * Carried}) travels as those do. Thread-safe.
 */
public final class SharedVariables {
  private final Codec codec;
  private final WeakById<Broadcast<?>> broadcasts = new WeakById<>();
  private final WeakById<AccumulatorV2<?, ?>> accumulators = new WeakById<>();

  private volatile boolean ofProgram;

  private record BroadcastHandle(long id) implements Serializable {}

  private record AccumulatorHandle(long id) implements Serializable {}

  private enum CodecHandle {
    OF_THIS_CONTEXT
  }

  private record CarriedBytes(byte[] value) implements Serializable {}

  private record Ranges(byte[] bounds, Comparator<?> ordering) implements Serializable {}

  public SharedVariables(Codec codec) {
    this.codec = codec;
  }

  public void add(Broadcast<?> broadcast) {
    broadcasts.put(broadcast.id(), broadcast);
  }

  /**
   * @param accumulator is registered
   */
  public void add(AccumulatorV2<?, ?> accumulator) {
    accumulators.put(accumulator.id(), accumulator);
    ofProgram |= Accumulators.isOfProgram(accumulator);
  }

  /** Whether there is an accumulator of a class of the program's own. */
  boolean hasOfProgram() {
    return ofProgram;
  }

  /**
   * What travels in place of the object; the object itself if it is not shared.
   *
   * @throws NotSerializableException if it is of a kind that is shared, but nobody would find it
   */
  Object toHandle(Object object) throws NotSerializableException {
    if (object instanceof Broadcast<?> broadcast) {
      require(broadcasts.get(broadcast.id()) == broadcast, broadcast);
      return new BroadcastHandle(broadcast.id());
    }
    if (object instanceof AccumulatorV2<?, ?> accumulator) {
      if (!accumulator.isRegistered()) {
        throw new NotSerializableException(
            accumulator.getClass().getName()
                + " is not registered, so nobody would see what tasks add; register it by"
                + " sc().register(accumulator, name)");
      }
      require(accumulators.get(accumulator.id()) == accumulator, accumulator);
      return new AccumulatorHandle(accumulator.id());
    }
    if (object instanceof Carried<?> carried) {
      return new CarriedBytes(codec.encode(carried.value()));
    }
    if (object instanceof RangePartitioner<?> partitioner) {
      List<?> bounds = new ArrayList<>(partitioner.bounds());
      return new Ranges(codec.encode(bounds), partitioner.ordering());
    }
    return object instanceof Codec ? CodecHandle.OF_THIS_CONTEXT : object;
  }

  private static void require(boolean ours, Object variable) throws NotSerializableException {
    if (!ours) {
      throw new NotSerializableException(
          variable + " belongs to another context; make one with the context that runs the job");
    }
  }

  /** The object of a handle; what is no handle comes back as it is. */
  Object fromHandle(Object handle) {
    if (handle instanceof BroadcastHandle broadcast) {
      return broadcasts.get(broadcast.id());
    }
    if (handle instanceof AccumulatorHandle accumulator) {
      return Accumulators.ofThisTask(accumulators.get(accumulator.id()));
    }
    if (handle instanceof CarriedBytes carried) {
      return new Carried<>(codec.decode(carried.value()));
    }
    if (handle instanceof Ranges ranges) {
      return partitioner(ranges);
    }
    return handle == CodecHandle.OF_THIS_CONTEXT ? codec : handle;
  }

  @SuppressWarnings("unchecked") // the bounds are keys that the ordering compares
  private <K> RangePartitioner<K> partitioner(Ranges ranges) {
    List<K> bounds = (List<K>) codec.decode(ranges.bounds());
    return new RangePartitioner<>((Comparator<? super K>) ranges.ordering(), () -> bounds);
  }
}

package dev.tidemill.core.codec;

import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.ObjectInstantiator;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.StdInstantiatorStrategy;
import com.esotericsoftware.kryo.kryo5.util.DefaultInstantiatorStrategy;
import java.util.function.Supplier;

/**
 * Makes empty objects of classes of the program, as kryo does it: by their constructor without
 * arguments if there is one, else without any. The only class that knows kryo, and loaded with the
 * first such object only.
 *
 * <p>Of kryo we take no more. Its serializer with named fields writes the names with every graph,
 * allocates what the bytes claim, and cannot skip a field whose class is gone; and a whole {@code
 * Kryo} is not thread-safe.
 */
final class Instances {
  private Instances() {}

  static Supplier<Object> of(Class<?> type) {
    try {
      ObjectInstantiator<?> made =
          new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()).newInstantiatorOf(type);
      return () -> create(type, made);
    } catch (KryoException failed) {
      throw new CodecException("Cannot make objects of " + type.getName() + ".", failed);
    }
  }

  private static Object create(Class<?> type, ObjectInstantiator<?> made) {
    try {
      return made.newInstance();
    } catch (RuntimeException failed) {
      throw new CodecException("Cannot make an object of " + type.getName() + ".", failed);
    }
  }
}

package dev.tidemill.core.codec;

import com.esotericsoftware.kryo.kryo5.objenesis.ObjenesisException;
import com.esotericsoftware.kryo.kryo5.objenesis.instantiator.ObjectInstantiator;
import com.esotericsoftware.kryo.kryo5.objenesis.strategy.StdInstantiatorStrategy;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;

/**
 * Makes empty objects of classes of the program: by their constructor without arguments if there is
 * one, else without any, as kryo does it. The only class that knows kryo, and loaded with the first
 * object of the program only.
 *
 * <p>Of kryo we take no more. Its serializer with named fields writes the names with every graph,
 * allocates what the bytes claim, and cannot skip a field whose class is gone; and JDK 25 warns of
 * what its other classes use.
 */
final class Instances {
  private Instances() {}

  static Supplier<Object> of(Class<?> type) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return byConstructor(type, constructor);
      }
    }
    try {
      ObjectInstantiator<?> made = new StdInstantiatorStrategy().newInstantiatorOf(type);
      return made::newInstance;
    } catch (ObjenesisException failed) {
      throw new CodecException("Cannot make objects of " + type.getName() + ".", failed);
    }
  }

  private static Supplier<Object> byConstructor(Class<?> type, Constructor<?> constructor) {
    constructor.setAccessible(true);
    return () -> {
      try {
        return constructor.newInstance();
      } catch (InvocationTargetException failed) {
        throw new CodecException(
            "The constructor of " + type.getName() + " without arguments failed.",
            failed.getCause());
      } catch (ReflectiveOperationException isAbstract) {
        throw new CodecException("Cannot make an object of " + type.getName() + ".", isAbstract);
      }
    };
  }
}

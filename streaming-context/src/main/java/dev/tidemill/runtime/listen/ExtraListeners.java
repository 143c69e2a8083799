package dev.tidemill.runtime.listen;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.core.text.Printable;
import dev.tidemill.streaming.api.java.JavaStreamingListener;
import dev.tidemill.streaming.api.java.JavaStreamingListenerWrapper;
import dev.tidemill.streaming.scheduler.StreamingListener;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

/**
 * The listeners that {@code spark.streaming.extraListeners} names: classes with a public
 * constructor that takes the {@link SparkConf}, or else one without arguments.
 */
public final class ExtraListeners {
  private static final String KEY = "spark.streaming.extraListeners";

  private ExtraListeners() {}

  /**
   * Makes one listener of each class, in the order of the setting.
   *
   * @throws SparkException if a class cannot be found or made, or is no listener
   */
  public static List<StreamingListener> of(SparkConf conf) throws SparkException {
    List<StreamingListener> listeners = new ArrayList<>();
    for (String name : conf.get(KEY, "").split(",")) {
      if (!name.isBlank()) {
        listeners.add(listener(name.strip(), conf));
      }
    }
    return listeners;
  }

  private static StreamingListener listener(String name, SparkConf conf) throws SparkException {
    Object made;
    try {
      made = make(Class.forName(name, true, loader()), conf);
    } catch (ClassNotFoundException missing) {
      throw refused(name, "is not on the class path", missing);
    } catch (InvocationTargetException failed) {
      throw refused(name, "failed in its constructor", failed.getCause());
    } catch (ExceptionInInitializerError failed) {
      throw refused(name, "failed when its class was initialised", failed.getCause());
    } catch (ReflectiveOperationException | LinkageError unfit) {
      throw refused(
          name,
          "needs a public class with a public constructor that takes a SparkConf or nothing",
          unfit);
    }
    if (made instanceof StreamingListener listener) {
      return listener;
    }
    if (made instanceof JavaStreamingListener listener) {
      return new JavaStreamingListenerWrapper(listener);
    }
    throw refused(name, "is neither a StreamingListener nor a JavaStreamingListener", null);
  }

  private static Object make(Class<?> type, SparkConf conf) throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length == 1 && parameters[0] == SparkConf.class) {
        return constructor.newInstance(conf);
      }
    }
    return type.getConstructor().newInstance();
  }

  private static ClassLoader loader() {
    ClassLoader ofProgram = Thread.currentThread().getContextClassLoader();
    return ofProgram == null ? ExtraListeners.class.getClassLoader() : ofProgram;
  }

  private static SparkException refused(String name, String what, Throwable cause) {
    return new SparkException(
        "Exception when registering StreamingListener: "
            + Printable.text(name)
            + ", named by "
            + KEY
            + ", "
            + what
            + ".",
        cause);
  }
}

package dev.tidemill.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears SIGTERM and SIGINT while a shutdown hook runs. The first of them is what made the JVM run
 * its hooks, and it ignores any further one; but its own handlers can be replaced meanwhile.
 *
 * <p>By reflection, since the class for it ({@code sun.misc.Signal}, of the module {@code
 * jdk.unsupported}) cannot be named without a warning of the compiler. Where it is missing, or the
 * JVM was told to leave signals alone (-Xrs), only {@code kill -9} ends a graceful stop early.
 */
final class SecondSignal {
  private static final Logger LOG = LoggerFactory.getLogger(SecondSignal.class);

  // Signal to the handler that it had.
  private final Map<Object, Object> replaced = new LinkedHashMap<>();

  private SecondSignal() {}

  /**
   * Begins to hear.
   *
   * @param onSignal called on a thread of the JVM for every signal until the close
   */
  static SecondSignal hear(Runnable onSignal) {
    SecondSignal heard = new SecondSignal();
    for (String name : new String[] {"TERM", "INT"}) {
      heard.handle(name, onSignal);
    }
    return heard;
  }

  private void handle(String name, Runnable onSignal) {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              SecondSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                onSignal.run(); // handle(Signal) is all that the JVM calls
                return null;
              });
      Object signal =
          Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
      replaced.put(signal, set(signal, ours));
    } catch (InvocationTargetException refused) {
      tell(name, refused.getCause());
    } catch (ReflectiveOperationException missing) {
      tell(name, missing);
    }
  }

  /** Gives what handled the signal before. */
  private static Object set(Object signal, Object handler) throws ReflectiveOperationException {
    return signal
        .getClass()
        .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal, handler);
  }

  private static void tell(String name, Throwable why) {
    LOG.info(
        "A second SIG{} will not be heard, kill -9 ends the process early: {}",
        name,
        why.toString());
  }

  /** Puts back what was there. */
  void close() {
    replaced.forEach(
        (signal, before) -> {
          try {
            set(signal, before);
          } catch (ReflectiveOperationException failed) {
            LOG.warn("The handler of {} could not be put back: {}", signal, failed.toString());
          }
        });
  }
}

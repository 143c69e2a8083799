package dev.tidemill.core.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.tidemill.Option;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.broadcast.Broadcast;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.task.TaskCopies;
import dev.tidemill.util.Accumulators;
import dev.tidemill.util.LongAccumulator;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosuresTest {
  private final SharedVariables shared = new SharedVariables(Codec.plain());
  private final Closures closures = new Closures(shared);

  private <T> T copy(T closure) throws Exception {
    return closures.serialize("the function", closure).copy();
  }

  @Test
  void functionsOfAllKindsDoTheSameAfterwards() throws Exception {
    String suffix = String.valueOf(1);
    Function<String, String> lambda = text -> text + suffix;
    assertEquals("a1", copy(lambda).call("a"));
    Function<String, Integer> reference = String::length;
    assertEquals(3, copy(reference).call("abc"));
    Function<String, String> bound = "a"::concat;
    assertEquals("ab", copy(bound).call("b"));
    Function<String, StringBuilder> constructor = StringBuilder::new;
    assertEquals("a", copy(constructor).call("a").toString());
    assertEquals("a2", copy(new Named(2)).call("a"));
    Function<String, String> anonymous = Named.anonymous(3);
    assertEquals("a3", copy(anonymous).call("a"));
  }

  record Named(int number) implements Function<String, String> {
    @Override
    public String call(String text) {
      return text + number;
    }

    static Function<String, String> anonymous(int number) {
      return new Function<>() {
        @Override
        public String call(String text) {
          return text + number;
        }
      };
    }
  }

  @Test
  void everyCopyIsAnotherOneAndChangesNothing() throws Exception {
    List<String> seen = new ArrayList<>(List.of("before"));
    Function<String, Integer> counting =
        text -> {
          seen.add(text);
          return seen.size();
        };
    SerializedClosure<Function<String, Integer>> serialized =
        closures.serialize("the function", counting);
    seen.add("after");
    assertEquals(2, serialized.copy().call("a"));
    assertEquals(2, serialized.copy().call("a"));
    assertEquals(List.of("before", "after"), seen);
  }

  @Test
  void whatIsSharedTravelsAsAHandle() throws Exception {
    Broadcast<Object> broadcast = new Broadcast<>(7, new Object());
    shared.add(broadcast);
    LongAccumulator sum =
        new Accumulators(new TaskCopies()).registered(new LongAccumulator(), Option.empty());
    shared.add(sum);
    List<Object> all = new ArrayList<>(List.of(broadcast, "a", sum, broadcast, Codec.plain()));
    closures.check(() -> "the list", all);
    List<Object> copy = copy(all);
    assertNotSame(all, copy);
    assertSame(broadcast, copy.get(0));
    assertEquals("a", copy.get(1));
    assertSame(sum, copy.get(2));
    assertSame(broadcast, copy.get(3));
    assertSame(Codec.class, copy.get(4).getClass());
  }

  @Test
  void whatIsSharedIsNotKeptAlive() {
    for (int i = 0; i < 3_000; i++) { // three times what the test's memory has room for
      shared.add(new Broadcast<>(i, new byte[1 << 20]));
    }
  }

  /** Makes a class of its own of a class that others have too. */
  private static final class OwnCopy extends ClassLoader {
    OwnCopy() {
      super(ClosuresTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Named.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }

  @Test
  void classesAreThoseThatTheThreadSees() throws Exception {
    OwnCopy loader = new OwnCopy();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object copy = copy((Object) new Named(1));
      assertSame(loader, copy.getClass().getClassLoader());
    } finally {
      thread.setContextClassLoader(before);
    }
    assertSame(Named.class, copy((Object) new Named(1)).getClass());
    thread.setContextClassLoader(null);
    try {
      assertSame(Named.class, copy((Object) new Named(1)).getClass());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void primitiveClassesAreRead() throws Exception {
    assertSame(int.class, copy(int.class));
  }
}

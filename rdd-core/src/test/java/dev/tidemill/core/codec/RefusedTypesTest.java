package dev.tidemill.core.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import java.io.ByteArrayInputStream;
import java.io.Serializable;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What cannot be encoded is refused at the first value, with its place and what to do. */
class RefusedTypesTest {
  static class Customer {
    String name = "n";
    Object socket;
  }

  static class Order {
    Customer customer = new Customer();
    List<Object> items = new ArrayList<>();
    Map<String, Object> byName = new TreeMap<>();
  }

  record Pair(Object left, Object right) {}

  static class Failure extends Exception {}

  static class WithOwnForm implements Serializable {
    transient int kept = 1;

    private Object writeReplace() {
      return this;
    }
  }

  static class Child extends Customer {
    String name = "another";
  }

  interface SerialFunction extends Function<String, String>, Serializable {}

  private static void refused(String where, String why, Object value) {
    var refused = assertThrows(UnencodableException.class, () -> Codec.plain().encode(value));
    assertTrue(refused.getMessage().startsWith("Cannot encode " + where), refused::getMessage);
    assertTrue(refused.getMessage().contains(why), refused::getMessage);
    assertTrue(refused.getMessage().contains("TypeCodec"), refused::getMessage);
  }

  @Test
  void thePathLeadsToTheValue() {
    Order order = new Order();
    order.customer.socket = new Socket();
    refused("Order.customer.socket: java.net.Socket: ", "transient", order);
    order.customer.socket = null;
    order.items.add("fine");
    order.items.add(new Pair(1, Thread.currentThread()));
    refused("Order.items[1].right: java.lang.Thread: ", "transient", order);
    order.items.clear();
    order.byName.put("k", new ReentrantLock());
    refused("Order.byName[0]: java.util.concurrent.locks.ReentrantLock: ", "process", order);
    refused("Tuple2._2: java.lang.Object: ", "process", new Tuple2<>(1, new Object()));
  }

  @Test
  void thingsOfThisProcessAreRefused() {
    refused("java.lang.Thread: ", "belongs to this process", new Thread());
    refused("java.io.ByteArrayInputStream: ", "process", new ByteArrayInputStream(new byte[1]));
    refused("java.util.stream.", "process", Stream.of(1));
    refused("java.lang.Class: ", "process", String.class);
    refused("jdk.internal.loader.", "process", getClass().getClassLoader());
  }

  @Test
  void codeIsRefused() {
    Function<String, String> function = text -> text;
    SerialFunction serial = text -> text;
    refused(function.getClass().getName(), "code is not data", function);
    refused(serial.getClass().getName(), "code is not data", serial);
    Comparator<String> order = (a, b) -> b.compareTo(a);
    TreeMap<String, String> map = new TreeMap<>(order);
    refused("TreeMap.comparator: " + order.getClass().getName(), "code is not data", map);
  }

  @Test
  void whatWouldComeBackBrokenIsRefused() {
    refused(Failure.class.getName() + ": ", "extends java.lang.Throwable", new Failure());
    refused(WithOwnForm.class.getName() + ": ", "serial form of its own", new WithOwnForm());
    refused(Child.class.getName() + ": ", "both have a field name", new Child());
  }

  @Test
  void theTypeAndThePathCanBeAskedFor() {
    var refused =
        assertThrows(
            UnencodableException.class, () -> Codec.plain().encode(new Pair(new Thread(), 1)));
    assertEquals("Pair.left", refused.path());
    assertEquals("java.lang.Thread", refused.typeName());
  }
}

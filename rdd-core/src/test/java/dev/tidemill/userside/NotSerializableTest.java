package dev.tidemill.userside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.closure.Closures;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.closure.SharedVariables;
import dev.tidemill.core.codec.Codec;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a program is told of a function that cannot be serialised. It is no part of the engine. */
class NotSerializableTest {
  private static final String BY_DATA =
      "create it inside the function (mapPartitions), or broadcast the data it is needed for.";
  private static final String LET_LINK =
      "let dev.tidemill.userside.NotSerializableTest$Link be Serializable, ";

  private final Closures closures = new Closures(new SharedVariables(Codec.plain()));

  interface Connection {
    String query(String text);
  }

  static final class Link implements Connection {
    @Override
    public String query(String text) {
      return text;
    }
  }

  static class Job implements Serializable {
    private final Connection connection = new Link();

    Function<String, String> lambda() {
      return text -> connection.query(text);
    }
  }

  private String refusal(Object function) {
    SparkException refused =
        assertThrows(
            SparkException.class, () -> closures.check(() -> "the function of map", function));
    assertThrows(SparkException.class, () -> closures.serialize("", function));
    assertInstanceOf(NotSerializableException.class, refused.getCause());
    String begin = "Task not serializable: the function of map ";
    assertTrue(refused.getMessage().startsWith(begin), refused.getMessage());
    return refused.getMessage().substring(begin.length());
  }

  private static String name(Class<?> type) {
    return type.getName();
  }

  @Test
  void aFieldOfTheObjectThatALambdaWasMadeInIsNamed() {
    assertEquals(
        "captures this ("
            + name(Job.class)
            + "), whose field 'connection' is a "
            + "dev.tidemill.userside.NotSerializableTest$Connection implementation "
            + name(Link.class)
            + "; make it transient, "
            + BY_DATA,
        refusal(new Job().lambda()));
  }

  @Test
  void theObjectThatALambdaWasMadeInCanBeTheReasonItself() {
    Function<String, String> function = text -> text + hashCode();
    assertEquals(
        "captures this, which is a dev.tidemill.userside.NotSerializableTest; let"
            + " dev.tidemill.userside.NotSerializableTest be Serializable, copy what the function"
            + " needs into local variables, or make the function static.",
        refusal(function));
  }

  @Test
  void aCapturedVariableIsNamedByItsPlace() {
    String suffix = String.valueOf(1);
    Link link = new Link();
    Function<String, String> function = text -> link.query(text + suffix);
    assertEquals(
        "captures a " + name(Link.class) + " (captured argument 1); " + LET_LINK + BY_DATA,
        refusal(function));
  }

  static final class Maker implements Serializable {
    Function<String, String> function(Link link) {
      return text -> link.query(text) + hashCode();
    }
  }

  @Test
  void aCapturedVariableBehindThisIsCountedWithoutThis() {
    String text = refusal(new Maker().function(new Link()));
    assertTrue(text.startsWith("captures a " + name(Link.class) + " (captured argument 1)"), text);
  }

  @Test
  void theObjectOfAMethodReferenceIsTheReason() {
    Function<String, String> function = new Link()::query;
    assertEquals(
        "calls 'query' of a " + name(Link.class) + "; " + LET_LINK + BY_DATA, refusal(function));
  }

  @Test
  void variablesOfAnAnonymousClassAreNamed() {
    Link link = new Link();
    Function<String, String> function =
        new Function<>() {
          @Override
          public String call(String text) {
            return link.query(text);
          }
        };
    // The compiler may or may not keep the object around it, which is not Serializable either.
    String text = refusal(function);
    assertTrue(
        text.equals("captures 'link', which is a " + name(Link.class) + "; " + LET_LINK + BY_DATA)
            || text.startsWith("captures this, which is a " + name(getClass())),
        text);
  }

  @Test
  void anAnonymousClassThatUsesTheObjectAroundItCapturesIt() {
    Function<String, String> function =
        new Function<>() {
          @Override
          public String call(String text) {
            return text + closures;
          }
        };
    String text = refusal(function);
    assertTrue(text.startsWith("captures this, which is a " + name(getClass()) + "; let "), text);
  }

  static final class Named implements Function<String, String> {
    private final Link first;
    private final transient Link ignored = new Link();

    Named(Link first) {
      this.first = first;
    }

    @Override
    public String call(String text) {
      return first.query(ignored.query(text));
    }
  }

  @Test
  void aFieldOfANamedClassIsNamed() {
    assertEquals(
        "has a field 'first', which is a "
            + name(Link.class)
            + "; "
            + LET_LINK
            + "make it transient, "
            + BY_DATA,
        refusal(new Named(new Link())));
  }

  @Test
  void transientFieldsAreNoReason() {
    assertAccepted(new Named(null));
  }

  private void assertAccepted(Object function) {
    try {
      closures.check(() -> "the function of map", function);
    } catch (SparkException refused) {
      throw new AssertionError(refused);
    }
  }

  @Test
  void theWayLeadsThroughCollectionsArraysAndMaps() {
    record Holder(Object[] some) implements Serializable {}
    Map<String, Object> pool = new LinkedHashMap<>();
    pool.put("a", "text");
    pool.put("b", new Holder(new Object[] {1, new AtomicReference<>(new Link())}));
    List<Map<String, Object>> pools = List.of(Map.of(), pool);
    Function<String, String> function = text -> text + pools;
    assertEquals(
        "captures a java.util.ImmutableCollections$ListN (captured argument 1), whose element"
            + " '[1][b].some[1].<content>' is a "
            + name(Link.class)
            + "; "
            + LET_LINK
            + BY_DATA,
        refusal(function).replace("$List12", "$ListN"));
  }

  @Test
  void keysAndComparatorsOfMapsAreFound() {
    Map<Object, String> byKey = new LinkedHashMap<>();
    byKey.put("a", "");
    byKey.put(new Link(), "");
    Function<String, String> keyed = text -> text + byKey;
    assertTrue(refusal(keyed).contains("whose element '[key 1]' is a " + name(Link.class)));

    Comparator<String> order = (a, b) -> b.compareTo(a);
    Map<String, String> sorted = new TreeMap<>(order);
    Function<String, String> sorting = text -> text + sorted;
    assertEquals(
        "captures a java.util.TreeMap (captured argument 1), whose field '<content>' is a lambda of"
            + " java.util.Comparator; cast it to (Comparator & Serializable), or make it a class"
            + " that is Serializable.",
        refusal(sorting));
  }

  @Test
  void functionsInsideFunctionsAreLookedInto() {
    Function<String, String> inner = new Job().lambda();
    Function<String, String> outer = text -> inner.call(text);
    String text = refusal(outer);
    assertTrue(text.contains(", whose field 'this.connection' is a "), text);
    assertTrue(text.startsWith("captures a dev.tidemill.userside.NotSerializableTest$Job$$"), text);
  }

  @Test
  void ofSeveralReasonsTheNearestIsNamed() {
    Job far = new Job();
    Link near = new Link();
    Function<String, String> function = text -> near.query(text) + far;
    assertTrue(refusal(function).startsWith("captures a " + name(Link.class)));
  }

  static final class Ring implements Serializable {
    private Ring next;
    private Object value;
  }

  @Test
  void ringsEnd() {
    Ring one = new Ring();
    Ring other = new Ring();
    one.next = other;
    other.next = one;
    other.value = new Link();
    Function<String, String> function = text -> text + one;
    assertTrue(refusal(function).contains("whose field 'next.value' is a "));
    other.value = List.of(new AtomicReference<>(one));
    assertAccepted(function);
  }

  @Test
  void aFunctionThatIsALambdaOfAnInterfaceThatIsNotSerializableIsTheReason() {
    Supplier<String> function = () -> "";
    assertEquals(
        "is a lambda of java.util.function.Supplier; cast it to (Supplier & Serializable), or make"
            + " it a class that is Serializable.",
        refusal(function));
  }

  @Test
  void whatTheJdkHasPutAroundItIsLeftOut() {
    Link link = new Link();
    Comparator<String> function =
        Comparator.comparing(
            (java.util.function.Function<String, String> & Serializable) link::query);
    assertEquals(
        "calls 'query' of a " + name(Link.class) + "; " + LET_LINK + BY_DATA, refusal(function));
  }

  static final class Refusing implements Serializable {
    private final Object unwritten = new Link();

    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new NotSerializableException("it holds " + unwritten.getClass().getSimpleName());
    }
  }

  @Test
  void whatAClassSaysItselfIsSaid() {
    Object refusing = new Refusing();
    Function<String, String> function = text -> text + refusing;
    assertEquals(
        "captures a " + name(Refusing.class) + " (captured argument 1): it holds Link.",
        refusal(function));
  }

  static final class Failing implements Serializable {
    private void writeObject(ObjectOutputStream out) {
      throw new IllegalStateException("closed");
    }
  }

  @Test
  void otherFailuresOfWritingAreTheCause() {
    Object failing = new Failing();
    Function<String, String> function = text -> text + failing;
    SparkException refused =
        assertThrows(
            SparkException.class, () -> closures.check(() -> "the function of map", function));
    assertEquals(
        "Task not serializable: the function of map cannot be serialised:"
            + " java.lang.IllegalStateException: closed.",
        refused.getMessage());
    assertInstanceOf(IllegalStateException.class, refused.getCause());
  }

  @Test
  void aChainTooLongIsSaid() {
    Ring first = new Ring();
    Ring last = first;
    for (int i = 0; i < 200_000; i++) {
      last.next = new Ring();
      last = last.next;
    }
    Function<String, String> function = text -> text + first;
    SparkException refused =
        assertThrows(
            SparkException.class, () -> closures.check(() -> "the function of map", function));
    assertEquals(
        "Task not serializable: the function of map refers to objects in a chain too long to be"
            + " serialised; keep a list in its place.",
        refused.getMessage());
  }

  @DriverSide(what = "a ledger", remedy = "read it before")
  static class Ledger {}

  @DriverSide(what = "a book", remedy = "collect it")
  static final class Book implements Serializable {}

  static final class Shelf implements Serializable {
    private final Book book = new Book();

    Function<String, String> title() {
      return text -> text + book;
    }
  }

  @Test
  void objectsOfTheDriverHaveAWordOfTheirOwn() {
    Ledger ledger = new Ledger();
    Function<String, String> function = text -> text + ledger;
    assertEquals("captures a ledger (captured argument 1); read it before.", refusal(function));
  }

  @Test
  void objectsOfTheDriverThatCanBeSerialisedAreRefusedWhereTheFunctionItselfUsesThem()
      throws SparkException {
    Book book = new Book();
    Function<String, String> function = text -> text + book;
    SparkException refused =
        assertThrows(
            SparkException.class, () -> closures.check(() -> "the function of map", function));
    assertEquals(
        "Task not serializable: the function of map captures a book (captured argument 1); collect"
            + " it.",
        refused.getMessage());
    assertInstanceOf(NotSerializableException.class, refused.getCause());
    closures.serialize("the task", function);
    // Through a field it may be there without being used.
    closures.check(() -> "the function of map", new Shelf().title());
  }
}

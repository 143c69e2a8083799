package dev.tidemill.core.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Samples.Node;
import dev.tidemill.core.codec.Samples.Order;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecRoundTripTest {
  private final Codec codec = Codec.plain();

  static List<Object> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyKindOfValueComesBackEqualAndOfItsClass(Object value) {
    Object back = codec.decode(codec.encode(value));
    Samples.assertAlike(value, back);
    assertEquals(value.getClass(), back.getClass());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyKindOfValueIsCopied(Object value) {
    Copier copier = codec.copier();
    copier.copy("before");
    Samples.assertAlike(value, copier.copy(value));
    Samples.assertAlike(value, copier.copy(value));
  }

  @Test
  void randomValuesComeBack() {
    long seed = new Random().nextLong();
    System.out.println("seed of randomValuesComeBack: " + seed);
    Random random = new Random(seed);
    Copier copier = codec.copier();
    for (int i = 0; i < 5_000; i++) {
      Object value = Samples.random(random, 4);
      String said = "seed " + seed + ", value " + i;
      assertEquals(value, codec.decode(codec.encode(value)), said);
      assertEquals(value, copier.copy(value), said);
    }
  }

  @Test
  void nullComesBack() {
    assertEquals(null, codec.decode(codec.encode(null)));
  }

  @Test
  void viewsBecomePlainCollections() {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4));
    assertEquals(ArrayList.class, codec.decode(codec.encode(list.subList(1, 3))).getClass());
    Map<String, Integer> map = new LinkedHashMap<>(Map.of("a", 1, "b", 2));
    assertEquals(map.keySet(), codec.decode(codec.encode(map.keySet())));
    assertEquals(new ArrayList<>(map.values()), codec.decode(codec.encode(map.values())));
    TreeMap<Integer, Integer> tree = new TreeMap<>(Map.of(1, 1, 2, 2, 3, 3));
    assertEquals(tree.headMap(3), codec.decode(codec.encode(tree.headMap(3))));
    assertEquals(tree.descendingMap(), codec.decode(codec.encode(tree.descendingMap())));
  }

  @Test
  void whatCannotChangeCannotChangeAfterwards() {
    for (List<String> list :
        List.of(
            List.of("a"), java.util.Collections.unmodifiableList(new ArrayList<>(List.of("a"))))) {
      List<String> back = copy(list);
      assertThrows(UnsupportedOperationException.class, () -> back.add("b"));
    }
  }

  @SuppressWarnings("unchecked") // it is what was encoded
  private <T> T copy(T value) {
    return (T) codec.decode(codec.encode(value));
  }

  @Test
  void circlesAndSharedReferencesStayAsTheyAre() {
    Node first = new Node("first");
    Node second = new Node("second");
    first.next = second;
    second.next = first;
    first.others.add(second);
    first.others.add(first);
    Node back = copy(first);
    assertNotSame(first, back);
    assertSame(back, back.next.next);
    assertSame(back.next, back.others.get(0));
    assertSame(back, back.others.get(1));
    assertEquals("second", back.next.name);
  }

  @Test
  void aListThatHoldsItselfComesBack() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    List<Object> back = copy(list);
    assertSame(back, back.get(0));
  }

  @Test
  void anArraySharedByAPairStaysShared() {
    int[] shared = {1, 2};
    Tuple2<int[], int[]> back = copy(new Tuple2<>(shared, shared));
    assertSame(back._1, back._2);
    assertArrayEquals(shared, back._1);
  }

  @Test
  void theConstructorWithoutArgumentsFillsTransientFields() {
    Order back = copy(new Order(3));
    assertEquals(3, back.number);
    assertTrue(back.cache.isEmpty());
  }

  @Test
  void aValueTooDeepIsRefusedAndOneWithinTheBoundIsNot() throws Exception {
    // With a stack that holds the bound however the virtual machine runs the code.
    FutureTask<Void> check = new FutureTask<>(this::checkDepth, null);
    Thread thread = new Thread(null, check, "deep", 32 << 20);
    thread.start();
    check.get();
  }

  private void checkDepth() {
    assertEquals(900, depth(copy(nested(900))));
    for (int levels : new int[] {1_100, 100_000}) {
      Object deep = nested(levels);
      var refused = assertThrows(UnencodableException.class, () -> codec.encode(deep));
      assertTrue(
          refused.getMessage().contains("nested deeper than 1000 levels"), refused::getMessage);
      assertTrue(refused.getMessage().length() < 1_000, refused::getMessage);
    }
  }

  private static List<Object> nested(int levels) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      list = new ArrayList<>(List.of(list));
    }
    return list;
  }

  private static int depth(List<?> list) {
    int depth = 0;
    for (List<?> at = list; !at.isEmpty(); at = (List<?>) at.get(0)) {
      depth++;
    }
    return depth;
  }

  @Test
  void aDeepValueIsRefusedOnASmallStackToo() throws Exception {
    Throwable[] thrown = new Throwable[1];
    List<Object> deep = nested(100_000);
    Thread small =
        new Thread(
            null,
            () -> thrown[0] = assertThrows(Throwable.class, () -> codec.encode(deep)),
            "small",
            200_000);
    small.start();
    small.join();
    assertEquals(UnencodableException.class, thrown[0].getClass());
  }

  @Test
  void aStreamDescribesItsClassesOnce() throws Exception {
    List<Object> records = new ArrayList<>(Samples.all());
    for (int i = 0; i < 1000; i++) {
      records.add(new Order(i));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordWriter writer = codec.writer(bytes)) {
      for (Object record : records) {
        writer.write(record);
        assertThrows(
            UnencodableException.class,
            () ->
                writer.write(
                    new Object[] {new Samples.Holder(new Object() {}), Thread.currentThread()}));
      }
    }
    String text = bytes.toString(java.nio.charset.StandardCharsets.ISO_8859_1);
    assertEquals(text.indexOf("Samples$Order"), text.lastIndexOf("Samples$Order"));
    try (RecordReader reader = codec.reader(new ByteArrayInputStream(bytes.toByteArray()))) {
      for (Object record : records) {
        assertTrue(reader.advance());
        Samples.assertAlike(record, reader.record());
      }
      assertFalse(reader.advance());
      assertFalse(reader.advance());
    }
  }

  @Test
  void aPairOfATextAndANumberTakesFewBytes() {
    assertEquals(1 + 1 + 2 + 4 + 2, codec.encode(new Tuple2<>("word", 7)).length);
  }

  @Test
  void eightThreadsUseOneCodec() throws Exception {
    List<Object> samples = Samples.all();
    var threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(
            () -> {
              for (int round = 0; round < 50; round++) {
                for (Object sample : samples) {
                  Samples.assertAlike(sample, codec.decode(codec.encode(sample)));
                }
              }
              return null;
            });
      }
      for (var done : threads.invokeAll(calls)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aCodecOfTheProgramTakesPrecedence() {
    Codec own =
        new Codec(List.of(), List.of(new Samples.ThreadNameCodec()), getClass().getClassLoader());
    Thread here = new Thread("a thread");
    Thread back = (Thread) own.decode(own.encode(here));
    assertEquals("a thread", back.getName());
    var twice =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Codec(
                    List.of(),
                    List.of(new Samples.ThreadNameCodec(), new Samples.ThreadNameCodec()),
                    getClass().getClassLoader()));
    assertTrue(twice.getMessage().startsWith("Two codecs for java.lang.Thread"), twice::getMessage);
  }

  @Test
  void codecsAreNamedBySettings() {
    Codec own = Codec.fromSettings(List.of(), List.of(Samples.ThreadNameCodec.class.getName()));
    assertEquals("x", ((Thread) own.decode(own.encode(new Thread("x")))).getName());
    for (String wrong : List.of("no.such.Codec", "java.lang.String", "java.util.List")) {
      var refused =
          assertThrows(
              IllegalArgumentException.class, () -> Codec.fromSettings(List.of(), List.of(wrong)));
      assertTrue(
          refused.getMessage().startsWith("tidemill.codec.class names " + wrong),
          refused::getMessage);
    }
  }

  @Test
  void hashMapsOfHashMapsComeBack() {
    Map<Object, Object> map = new HashMap<>();
    map.put(List.of(1, 2), Arrays.asList("a", null));
    map.put(null, new HashMap<>(Map.of("k", new ArrayList<>(List.of(1.5f)))));
    assertEquals(map, copy(map));
  }
}

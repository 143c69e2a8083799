package dev.tidemill.core.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Collections and maps of the JDK, as what they are. Views (sub-lists, key sets, synchronised
 * wrappers) become plain collections of the same elements in the same order. The tags are part of
 * the stored format.
 */
final class JdkCollections {
  private static final int FIRST_TAG = 32;
  private static final int AS_LIST = 48;
  private static final int LIST_OF = 49;
  private static final int LIST_WITH_NULLS = 50;
  private static final int SET_OF = 51;
  private static final int MAP_OF = 52;
  private static final int FIXED_LIST = 53;
  private static final int FIXED_SET = 54;
  private static final int FIXED_MAP = 55;
  private static final int ENUM_SET = 56;
  private static final int ENUM_MAP = 57;

  private static final List<Function<ValueReader, Object>> BY_TAG =
      new ArrayList<>(Collections.nCopies(32, null));
  private static final Map<Class<?>, Encoding> BY_CLASS = new HashMap<>();

  static {
    elements(32, ArrayList.class, ArrayList::new);
    elements(33, LinkedList.class, LinkedList::new);
    elements(34, ArrayDeque.class, ArrayDeque::new);
    elements(35, Vector.class, Vector::new);
    elements(36, Stack.class, Stack::new);
    elements(37, HashSet.class, HashSet::new);
    elements(38, LinkedHashSet.class, LinkedHashSet::new);
    elements(39, CopyOnWriteArrayList.class, CopyOnWriteArrayList::new);
    elements(40, ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new);
    orderedElements(41, TreeSet.class, value -> ((TreeSet<?>) value).comparator(), TreeSet::new);
    orderedElements(
        42,
        PriorityQueue.class,
        value -> ((PriorityQueue<?>) value).comparator(),
        PriorityQueue::new);
    entries(43, HashMap.class, HashMap::new);
    entries(44, LinkedHashMap.class, LinkedHashMap::new);
    entries(45, ConcurrentHashMap.class, ConcurrentHashMap::new);
    entries(46, Hashtable.class, Hashtable::new);
    orderedEntries(47, TreeMap.class, value -> ((TreeMap<?, ?>) value).comparator(), TreeMap::new);
    orderedEntries(
        58,
        ConcurrentSkipListMap.class,
        value -> ((ConcurrentSkipListMap<?, ?>) value).comparator(),
        ConcurrentSkipListMap::new);
    asList();
    fixed();
    unmodifiable();
    BY_TAG.set(ENUM_SET - FIRST_TAG, JdkCollections::readEnumSet);
    BY_TAG.set(ENUM_MAP - FIRST_TAG, JdkCollections::readEnumMap);
    BY_CLASS.put(EnumMap.class, JdkCollections::writeEnumMap);
  }

  private JdkCollections() {}

  /** Null if the class is no collection of the JDK. */
  static Encoding encoding(Class<?> type) {
    Encoding exact = BY_CLASS.get(type);
    if (exact != null || !Encodings.ofJdk(type)) {
      return exact;
    }
    boolean fixed =
        type.getName().startsWith("java.util.Collections$Unmodifiable")
            || type.getName().startsWith("java.util.Collections$Singleton")
            || type.getName().startsWith("java.util.Collections$Empty");
    if (List.class.isAssignableFrom(type)) {
      boolean ofImmutable = type.getName().startsWith("java.util.ImmutableCollections$");
      return ofImmutable ? immutableList() : plain(fixed ? FIXED_LIST : 32);
    }
    if (EnumSet.class.isAssignableFrom(type)) {
      return JdkCollections::writeEnumSet;
    }
    if (SortedSet.class.isAssignableFrom(type)) {
      return orderedElementsEncoding(41, set -> ((SortedSet<?>) set).comparator());
    }
    if (Set.class.isAssignableFrom(type)) {
      return plain(fixed ? FIXED_SET : 38);
    }
    if (SortedMap.class.isAssignableFrom(type)) {
      return orderedEntriesEncoding(47, map -> ((SortedMap<?, ?>) map).comparator());
    }
    if (Map.class.isAssignableFrom(type)) {
      // Keys of these are compared otherwise than by equals, or vanish.
      boolean other = type.getName().matches("java\\.util\\.(IdentityHashMap|WeakHashMap)");
      return other ? null : plainMap(fixed ? FIXED_MAP : 44);
    }
    boolean view = type.getName().startsWith("java.util.") && type.isMemberClass();
    return view && Collection.class.isAssignableFrom(type) ? plain(32) : null;
  }

  static Object read(int tag, ValueReader in) {
    Function<ValueReader, Object> read = tag < FIRST_TAG ? null : BY_TAG.get(tag - FIRST_TAG);
    if (read == null) {
      throw new CodecException("Tag " + tag + " is not known; the value was changed.");
    }
    return read.apply(in);
  }

  private static Encoding plain(int tag) {
    return (out, value) -> {
      if (!out.writtenBefore(value)) {
        out.bytes().write(tag);
        ObjectEncoding.writeElements(out, (Collection<?>) value);
      }
    };
  }

  private static Encoding plainMap(int tag) {
    return (out, value) -> {
      if (!out.writtenBefore(value)) {
        out.bytes().write(tag);
        ObjectEncoding.writeEntries(out, (Map<?, ?>) value);
      }
    };
  }

  private static void elements(int tag, Class<?> type, Supplier<Collection<Object>> empty) {
    BY_CLASS.put(type, plain(tag));
    reading(
        tag,
        in -> {
          Collection<Object> made = in.keep(in.reserve(), empty.get());
          in.readElements(made);
          return made;
        });
  }

  private static void entries(int tag, Class<?> type, Supplier<Map<Object, Object>> empty) {
    BY_CLASS.put(type, plainMap(tag));
    reading(
        tag,
        in -> {
          Map<Object, Object> made = in.keep(in.reserve(), empty.get());
          in.readEntries(made);
          return made;
        });
  }

  private static void reading(int tag, Function<ValueReader, Object> read) {
    BY_TAG.set(tag - FIRST_TAG, read);
  }

  private static void orderedElements(
      int tag,
      Class<?> type,
      Function<Object, Comparator<?>> order,
      Function<Comparator<Object>, Collection<Object>> empty) {
    BY_CLASS.put(type, orderedElementsEncoding(tag, order));
    reading(
        tag,
        in -> {
          int slot = in.reserve();
          Collection<Object> made = in.keep(slot, empty.apply(readComparator(in)));
          in.readElements(made);
          return made;
        });
  }

  private static void orderedEntries(
      int tag,
      Class<?> type,
      Function<Object, Comparator<?>> order,
      Function<Comparator<Object>, Map<Object, Object>> empty) {
    BY_CLASS.put(type, orderedEntriesEncoding(tag, order));
    reading(
        tag,
        in -> {
          int slot = in.reserve();
          Map<Object, Object> made = in.keep(slot, empty.apply(readComparator(in)));
          in.readEntries(made);
          return made;
        });
  }

  private static Encoding orderedElementsEncoding(int tag, Function<Object, Comparator<?>> order) {
    return (out, value) -> {
      if (!out.writtenBefore(value)) {
        out.bytes().write(tag);
        out.write(order.apply(value), ".comparator");
        ObjectEncoding.writeElements(out, (Collection<?>) value);
      }
    };
  }

  private static Encoding orderedEntriesEncoding(int tag, Function<Object, Comparator<?>> order) {
    return (out, value) -> {
      if (!out.writtenBefore(value)) {
        out.bytes().write(tag);
        out.write(order.apply(value), ".comparator");
        ObjectEncoding.writeEntries(out, (Map<?, ?>) value);
      }
    };
  }

  @SuppressWarnings("unchecked") // compares what it compared when it was written
  private static Comparator<Object> readComparator(ValueReader in) {
    return (Comparator<Object>) in.read();
  }

  private static void asList() {
    BY_CLASS.put(Arrays.asList().getClass(), plain(AS_LIST));
    reading(
        AS_LIST,
        in -> {
          int slot = in.reserve();
          Object[] elements = new Object[in.bytes().readCount(1)];
          in.keep(slot, Arrays.asList(elements));
          for (int i = 0; i < elements.length; i++) {
            elements[i] = in.read();
          }
          return Arrays.asList(elements);
        });
  }

  private static Encoding immutableList() {
    return (out, value) -> {
      List<?> list = (List<?>) value;
      boolean nulls = false;
      for (Object element : list) {
        nulls |= element == null;
      }
      out.bytes().write(nulls ? LIST_WITH_NULLS : LIST_OF);
      ObjectEncoding.writeElements(out, list);
    };
  }

  /** Immutable collections: never part of a circle by themselves, so they take no reference. */
  private static void fixed() {
    for (List<?> list : List.of(List.of(), List.of(1), List.of(1, 2, 3))) {
      BY_CLASS.put(list.getClass(), immutableList());
    }
    reading(LIST_OF, in -> List.of(array(in)));
    reading(LIST_WITH_NULLS, in -> Stream.of(array(in)).toList());
    for (Set<?> set : List.of(Set.of(), Set.of(1), Set.of(1, 2, 3))) {
      BY_CLASS.put(
          set.getClass(),
          (out, value) -> {
            out.bytes().write(SET_OF);
            ObjectEncoding.writeElements(out, (Set<?>) value);
          });
    }
    reading(SET_OF, in -> Set.of(array(in)));
    for (Map<?, ?> map : List.of(Map.of(), Map.of(1, 1), Map.of(1, 1, 2, 2))) {
      BY_CLASS.put(
          map.getClass(),
          (out, value) -> {
            out.bytes().write(MAP_OF);
            ObjectEncoding.writeEntries(out, (Map<?, ?>) value);
          });
    }
    reading(
        MAP_OF,
        in -> {
          Map<Object, Object> map = new HashMap<>();
          in.readEntries(map);
          return Map.copyOf(map);
        });
  }

  private static Object[] array(ValueReader in) {
    List<Object> elements = new ArrayList<>();
    in.readElements(elements);
    return elements.toArray();
  }

  private static void unmodifiable() {
    reading(
        FIXED_LIST,
        in -> {
          int slot = in.reserve();
          List<Object> inner = new ArrayList<>();
          List<Object> made = in.keep(slot, Collections.unmodifiableList(inner));
          in.readElements(inner);
          return made;
        });
    reading(
        FIXED_SET,
        in -> {
          int slot = in.reserve();
          Set<Object> inner = new LinkedHashSet<>();
          Set<Object> made = in.keep(slot, Collections.unmodifiableSet(inner));
          in.readElements(inner);
          return made;
        });
    reading(
        FIXED_MAP,
        in -> {
          int slot = in.reserve();
          Map<Object, Object> inner = new LinkedHashMap<>();
          Map<Object, Object> made = in.keep(slot, Collections.unmodifiableMap(inner));
          in.readEntries(inner);
          return made;
        });
  }

  /** An array of the enum class goes first: an empty set says so much only. */
  private static void writeEnumSet(ValueWriter out, Object value) {
    if (out.writtenBefore(value)) {
      return;
    }
    Object[] elements = ((EnumSet<?>) value).toArray();
    out.bytes().write(ENUM_SET);
    out.write(ofSameType((EnumSet<?>) value), ".type");
    ObjectEncoding.writeElements(out, Arrays.asList(elements));
  }

  /** Any constant of the set's type, or null if the type has none. */
  private static <E extends Enum<E>> Object ofSameType(EnumSet<E> set) {
    EnumSet<E> some = set.isEmpty() ? EnumSet.complementOf(set) : set;
    return some.isEmpty() ? null : some.iterator().next();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the type is only known at run time
  private static Object readEnumSet(ValueReader in) {
    int slot = in.reserve();
    if (!(in.read() instanceof Enum<?> some)) {
      throw new CodecException("A set of enum constants has no type; the value was changed.");
    }
    Set made = EnumSet.noneOf((Class) some.getDeclaringClass());
    in.keep(slot, made);
    in.readElements(made);
    return made;
  }

  private static void writeEnumMap(ValueWriter out, Object value) {
    if (out.writtenBefore(value)) {
      return;
    }
    EnumMap<?, ?> map = (EnumMap<?, ?>) value;
    if (map.isEmpty()) {
      throw new UnencodableException(
          EnumMap.class.getName(),
          "an empty one does not tell the type of its keys; use a TreeMap.",
          null);
    }
    out.bytes().write(ENUM_MAP);
    out.write(map.keySet().iterator().next(), ".type");
    ObjectEncoding.writeEntries(out, map);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the type is only known at run time
  private static Object readEnumMap(ValueReader in) {
    int slot = in.reserve();
    if (!(in.read() instanceof Enum<?> some)) {
      throw new CodecException("A map of enum constants has no type; the value was changed.");
    }
    Map made = new EnumMap((Class) some.getDeclaringClass());
    in.keep(slot, made);
    in.readEntries(made);
    return made;
  }
}

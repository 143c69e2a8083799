package dev.tidemill.core.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.Option;
import dev.tidemill.Tuple2;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.*;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A value of every kind that the codec knows, and random ones. */
final class Samples {
  enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "a constant with a body";
      }
    },
    BLUE
  }

  record Point(int x, long y, double z, boolean set, String label, List<String> more) {}

  record Wrapped<T>(T value) {}

  static final class Holder {
    Object held;

    Holder(Object held) {
      this.held = held;
    }
  }

  static class Base {
    private String below = "below";
  }

  static final class Order extends Base {
    int number;
    final List<String> lines = new ArrayList<>();
    transient Map<String, String> cache = new HashMap<>();
    private Colour colour = Colour.GREEN;
    private byte small = 3;
    private char letter = 'x';
    private float part = 1.5f;
    private short little = -4;

    private Order() {}

    Order(int number) {
      this.number = number;
      lines.add("line " + number);
      cache.put("gone", "gone");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Order that
          && number == that.number
          && lines.equals(that.lines)
          && colour == that.colour
          && small == that.small
          && letter == that.letter
          && part == that.part
          && little == that.little
          && Objects.equals(super.below, ((Base) that).below);
    }

    @Override
    public int hashCode() {
      return number;
    }
  }

  static final class Node {
    final String name;
    Node next;
    final List<Node> others = new ArrayList<>();

    Node(String name) {
      this.name = name;
    }
  }

  static final class OwnList extends ArrayList<String> {
    String title;
  }

  static final class OwnMap extends TreeMap<String, Integer> {
    String title;
  }

  static final class ByLength implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      return Integer.compare(a.length(), b.length());
    }
  }

  public static final class ThreadNameCodec implements TypeCodec<Thread> {
    @Override
    public Class<Thread> type() {
      return Thread.class;
    }

    @Override
    public void write(Thread value, DataOutput out) throws IOException {
      out.writeUTF(value.getName());
    }

    @Override
    public Thread read(DataInput in) throws IOException {
      return new Thread(in.readUTF());
    }
  }

  private Samples() {}

  static void assertAlike(Object expected, Object actual) {
    if (expected instanceof StringBuilder
        || expected instanceof Number && expected.getClass().getName().contains("Atomic")
        || expected instanceof java.util.concurrent.atomic.AtomicBoolean
        || expected instanceof java.util.regex.Pattern) {
      assertEquals(expected.toString(), actual.toString());
    } else if (expected instanceof Collection<?>
        && !(expected instanceof List)
        && !(expected instanceof Set)) {
      assertArrayEquals(((Collection<?>) expected).toArray(), ((Collection<?>) actual).toArray());
    } else {
      assertArrayEquals(new Object[] {expected}, new Object[] {actual});
    }
  }

  static List<Object> all() {
    List<Object> all = new ArrayList<>();
    Collections.addAll(
        all,
        "",
        "plain",
        "\u00e4\u00ff",
        "wide \u0416",
        "\ud83d\ude00",
        "\ud800 unpaired",
        "x".repeat(3000));
    Collections.addAll(all, true, false, (byte) -7, (short) -300, 'z', '\uffff');
    Collections.addAll(all, 0, -1, 63, 64, Integer.MIN_VALUE, Integer.MAX_VALUE);
    Collections.addAll(all, 0L, Long.MIN_VALUE, Long.MAX_VALUE, 1.5f, Float.NaN, -0.0, Double.NaN);
    Collections.addAll(all, new byte[] {1, -2}, new boolean[] {true, false}, new short[] {-300, 7});
    Collections.addAll(
        all, new char[] {'a', '\uabcd'}, new int[] {1, -70000}, new long[] {1L << 40});
    Collections.addAll(all, new float[] {1.25f}, new double[] {Math.PI}, new int[0]);
    Collections.addAll(
        all, new String[] {"a", null}, new int[][] {{1}, null, {}}, new Object[0][3]);
    Collections.addAll(all, new Colour[] {Colour.BLUE}, new Point[1][1], new Integer[] {4});
    Collections.addAll(all, new Tuple2<>("a", 1), new Tuple2<>(null, new Tuple2<>(2L, null)));
    Collections.addAll(all, Colour.RED, Colour.GREEN, TimeUnit.DAYS, DayOfWeek.FRIDAY);
    Collections.addAll(
        all, new Point(1, 2, 3, true, "p", List.of("q")), new Point(0, 0, 0, false, null, null));
    Collections.addAll(all, new Wrapped<>(new Wrapped<>(Optional.of(3))), Optional.empty());
    Collections.addAll(all, Option.apply("some"), Option.empty(), Map.entry("k", 1));
    all.add(new AbstractMap.SimpleEntry<>("k", null));
    all.addAll(values());
    all.addAll(times());
    all.addAll(collections());
    all.add(new Order(42));
    return all;
  }

  private static List<Object> values() {
    return List.of(
        new BigInteger("-123456789012345678901234567890"),
        new BigDecimal("-1.230e40"),
        new UUID(1, -2),
        URI.create("http://example.org/?a=b"),
        Locale.CHINA,
        new Locale("no", "NO", "NY"),
        Locale.ROOT,
        Currency.getInstance("EUR"),
        java.util.regex.Pattern.compile("a+", 2),
        new File("a/b"),
        OptionalInt.of(3),
        OptionalInt.empty(),
        OptionalLong.of(-3),
        OptionalDouble.of(0.5),
        new Date(12345),
        new java.sql.Timestamp(-12345),
        new java.sql.Date(12345),
        timestamp(),
        BitSet.valueOf(new long[] {5, 9}),
        new StringBuilder("text"),
        new java.util.concurrent.atomic.AtomicInteger(3),
        new java.util.concurrent.atomic.AtomicLong(-3),
        new java.util.concurrent.atomic.AtomicBoolean(true),
        Comparator.naturalOrder(),
        Collections.reverseOrder(),
        String.CASE_INSENSITIVE_ORDER,
        StandardCharsets.UTF_16);
  }

  private static Object timestamp() {
    var time = new java.sql.Timestamp(1_234_567);
    time.setNanos(123_456_789);
    return time;
  }

  private static List<Object> times() {
    LocalDateTime both = LocalDateTime.of(2026, 10, 25, 2, 30, 1, 999);
    ZoneId zone = ZoneId.of("Europe/Berlin");
    return List.of(
        both,
        both.toLocalDate(),
        both.toLocalTime(),
        LocalDate.MIN,
        LocalTime.MAX,
        Instant.ofEpochSecond(-5, 7),
        Instant.MAX,
        Duration.ofSeconds(-5, 7),
        Period.of(1, -2, 3),
        ZoneOffset.ofHours(-3),
        zone,
        ZonedDateTime.ofLocal(both, zone, ZoneOffset.ofHours(1)),
        ZonedDateTime.ofLocal(both, zone, ZoneOffset.ofHours(2)),
        OffsetDateTime.of(both, ZoneOffset.UTC),
        OffsetTime.of(both.toLocalTime(), ZoneOffset.ofHours(5)),
        Year.of(-4),
        YearMonth.of(2026, 2),
        MonthDay.of(2, 29));
  }

  private static List<Object> collections() {
    List<Object> all = new ArrayList<>();
    List<String> elements = List.of("b", "a", "ccc");
    Collections.addAll(all, List.of(), List.of(1), List.of(1, 2), elements);
    all.add(Stream.of(1, null, 3).toList());
    Collections.addAll(all, Set.of(), Set.of(1), Set.of(1, 2, 3), Map.of(), Map.of(1, 2));
    all.add(Map.of("a", 1, "b", 2, "c", List.of(3)));
    Collections.addAll(all, new ArrayList<>(elements), new LinkedList<>(elements));
    Collections.addAll(all, new ArrayDeque<>(elements), new Vector<>(elements));
    Stack<String> stack = new Stack<>();
    stack.addAll(elements);
    Collections.addAll(all, stack, new HashSet<>(elements), new LinkedHashSet<>(elements));
    Collections.addAll(
        all, new CopyOnWriteArrayList<>(elements), new ConcurrentLinkedQueue<>(elements));
    Collections.addAll(all, new TreeSet<>(elements), new PriorityQueue<>(elements));
    TreeSet<String> byLength = new TreeSet<>(new ByLength());
    byLength.addAll(elements);
    TreeMap<String, Integer> reversed = new TreeMap<>(Comparator.reverseOrder());
    reversed.putAll(Map.of("a", 1, "b", 2));
    Collections.addAll(all, byLength, reversed, new TreeMap<>(reversed));
    Map<String, Object> map = new HashMap<>(Map.of("x", 1, "y", elements));
    map.put("nothing", null);
    Collections.addAll(all, map, new LinkedHashMap<>(map), new Hashtable<>(Map.of(1, 2)));
    Collections.addAll(
        all, new ConcurrentHashMap<>(Map.of(1, 2)), new ConcurrentSkipListMap<>(reversed));
    Collections.addAll(all, Arrays.asList("a", null), EnumSet.of(Colour.RED, Colour.GREEN));
    all.add(EnumSet.noneOf(Colour.class));
    all.add(new EnumMap<>(Map.of(Colour.GREEN, "green")));
    all.add(Collections.unmodifiableMap(new LinkedHashMap<>(map)));
    OwnList list = new OwnList();
    list.title = "title";
    list.add("element");
    OwnMap own = new OwnMap();
    own.title = "title";
    own.put("k", 1);
    Collections.addAll(all, list, own);
    return all;
  }

  static Object random(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 6 : 14);
    return switch (kind) {
      case 0 -> random.nextInt() >> random.nextInt(32);
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> text(random);
      case 3 -> random.nextGaussian();
      case 4 -> random.nextBoolean() ? null : Colour.values()[random.nextInt(3)];
      case 5 -> Instant.ofEpochMilli(random.nextInt());
      case 6 -> new Tuple2<>(random(random, depth - 1), random(random, depth - 1));
      case 7 -> new Wrapped<>(random(random, depth - 1));
      case 8 -> fill(random, depth, new ArrayList<>());
      case 9 -> fill(random, depth, new HashSet<>());
      case 10 -> fill(random, depth, new LinkedList<>());
      case 11 -> Optional.ofNullable(random(random, depth - 1));
      case 12 -> new Order(random.nextInt());
      default -> {
        Map<Object, Object> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(random(random, depth - 1), random(random, depth - 1));
        }
        yield map;
      }
    };
  }

  private static Collection<Object> fill(Random random, int depth, Collection<Object> into) {
    for (int i = random.nextInt(5); i > 0; i--) {
      into.add(random(random, depth - 1));
    }
    return into;
  }

  private static String text(Random random) {
    char[] characters = new char[random.nextInt(8)];
    int bound = random.nextBoolean() ? 0x100 : 0x10000;
    for (int i = 0; i < characters.length; i++) {
      characters[i] = (char) random.nextInt(bound);
    }
    return new String(characters);
  }
}

package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpilledRecordsTest {
  @TempDir Path place;
  private SmallWorkspace small;
  private SpillFile file;
  private SpilledRecords records;

  record Order(String name, Object customer) {}

  record Customer(Object socket) {}

  /** Can be encoded, and refuses to be filled again. */
  static final class Refusing extends AbstractList<String> {
    private boolean made;

    static Refusing made() {
      Refusing list = new Refusing();
      list.made = true;
      return list;
    }

    @Override
    public String get(int index) {
      return "element";
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public void clear() {
      throw new UnsupportedOperationException("made only once: " + made);
    }
  }

  @BeforeEach
  void open() {
    small = new SmallWorkspace(place, 1);
    file = small.files.file();
    records = new SpilledRecords(small.workspace, file);
  }

  @AfterEach
  void close() throws IOException {
    file.close();
    small.close();
  }

  private static List<Object> all(Iterator<Object> records) {
    List<Object> all = new ArrayList<>();
    records.forEachRemaining(all::add);
    return all;
  }

  @Test
  void recordsComeBackInOrderNullsToo() throws IOException {
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      expected.add(i % 7 == 0 ? null : i % 7 == 1 ? "text " + i : new Tuple2<>(i, List.of(i)));
    }
    for (Object record : expected) {
      assertTrue(records.add(record));
    }
    records.finish();
    assertEquals(expected, all(records.iterator()));
    assertTrue(small.files.bytesWritten() > 0);
  }

  @Test
  void severalSegmentsGrowSideBySideInOneFile() throws IOException {
    List<SpilledRecords> segments = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      segments.add(new SpilledRecords(small.workspace, file));
    }
    for (int i = 0; i < 50_000; i++) {
      segments.get(i % 5).add("record " + i);
    }
    for (SpilledRecords segment : segments) {
      segment.finish();
    }
    assertEquals(1, small.files.openFiles());
    List<Iterator<Object>> iterators = segments.stream().map(SpilledRecords::iterator).toList();
    for (int i = 0; i < 50_000; i++) {
      assertEquals("record " + i, iterators.get(i % 5).next());
    }
    iterators.forEach(iterator -> assertThrows(NoSuchElementException.class, iterator::next));
  }

  @Test
  void fromTheFirstThatCannotBeEncodedOnTheyAreKept() throws IOException {
    Order unencodable = new Order("b", new Customer(Thread.currentThread()));
    assertTrue(records.add(new Order("a", null)));
    assertFalse(records.add(unencodable));
    assertFalse(records.add(new Order("c", null)));
    records.finish();
    List<Object> read = all(records.iterator());
    assertEquals(List.of(new Order("a", null), unencodable, new Order("c", null)), read);
    assertSame(unencodable, read.get(1));
  }

  @Test
  void aTypeThatStaysInMemoryIsSaidOnceWithItsPlaceAndTheRemedy() throws IOException {
    for (int i = 0; i < 3; i++) {
      SpilledRecords others = new SpilledRecords(small.workspace, file);
      others.add(new Order("b", new Customer(Thread.currentThread())));
    }
    assertEquals(1, small.warnings.size(), small.warnings.toString());
    String warning = small.warnings.get(0);
    for (String part :
        List.of(
            Thread.currentThread().getClass().getName(),
            "Order.customer.socket",
            "tidemill.codec.class",
            "tidemill.memory.tasks")) {
      assertTrue(warning.contains(part), warning);
    }
  }

  @Test
  void whatWouldNotComeBackIsFoundOutWhileItIsStillHere() throws IOException {
    Refusing refusing = Refusing.made();
    assertTrue(records.add("before"));
    assertFalse(records.add(new Tuple2<>("key", refusing)));
    records.finish();
    List<Object> read = all(records.iterator());
    assertEquals("before", read.get(0));
    assertSame(refusing, ((Tuple2<?, ?>) read.get(1))._2);
    assertTrue(small.warnings.get(0).contains(Refusing.class.getName()), small.warnings.toString());
  }

  @Test
  void whatIsToBeKeptIsKept() throws IOException {
    Object record = new Tuple2<>("a", 1);
    records.add("first");
    records.keepFromNow();
    assertFalse(records.add(record));
    Iterator<Object> read = records.iterator();
    assertEquals("first", read.next());
    assertSame(record, read.next());
    assertFalse(read.hasNext());
    assertEquals(List.of(), small.warnings);
  }

  @Test
  void aDiskThatFailsFailsTheCall() throws IOException {
    byte[] large = new byte[100_000];
    Arrays.fill(large, (byte) 1);
    try (SmallWorkspace full = SmallWorkspace.withFullDisk(place, 250_000);
        SpillFile fullFile = full.files.file()) {
      SpilledRecords some = new SpilledRecords(full.workspace, fullFile);
      some.add(large);
      some.add(large);
      IOException failed = assertThrows(IOException.class, () -> some.add(large));
      assertTrue(failed.getMessage().contains("spark.local.dir"), failed.getMessage());
    }
  }
}

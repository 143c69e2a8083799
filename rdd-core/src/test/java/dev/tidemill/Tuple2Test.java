package dev.tidemill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Tuple2Test {
  private static Tuple2<Object, Object> pair(Object a, Object b) {
    return new Tuple2<>(a, b);
  }

  private static Arguments row(int hash, Object a, Object b) {
    return Arguments.of(hash, pair(a, b));
  }

  /** Printed by a program that ran {@code scala.Tuple2.hashCode} of scala-library 2.13.17. */
  static Stream<Arguments> legacyHashes() {
    return Stream.of(
        row(-737015216, null, null),
        row(-1734940110, "a", 1),
        row(1971805870, 1, "a"),
        row(-737015216, "", ""),
        row(-620570139, null, "a"),
        row(1176439076, "a", null),
        row(-737015216, 0, 0),
        row(-76342163, -1, -1),
        row(-1669302457, 1, 1L),
        row(-1669302457, 1L, 1),
        row(-1697553018, Integer.MIN_VALUE, Integer.MAX_VALUE),
        row(288279919, Long.MAX_VALUE, Long.MIN_VALUE),
        row(-1455666255, -1L, -2147483649L),
        row(-818150187, 4294967296L, 0L),
        row(-1669302457, 1.0, 1.0f),
        row(-1696925329, 0.5, 0.5f),
        row(-330213092, 0.1, 0.1f),
        row(-737015216, -0.0, 0.0),
        row(1166196507, Double.NaN, Float.NaN),
        row(1512575864, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
        row(1512575864, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY),
        row(-1311680020, 1e300, -1e300),
        row(914075281, 1e10, 1e10f),
        row(-218416553, Double.MAX_VALUE, Double.MIN_VALUE),
        row(1744742664, 3.5e9, -3.5e9),
        row(1962553320, 0.25, -0.75),
        row(1564545598, 9.223372036854775807E18, 9.2e18f),
        row(-265006475, 2147483647.0, 2147483647f),
        row(-91843843, (short) 7, (byte) -7),
        row(9136857, 'x', true),
        row(34118981, false, 'x'),
        row(-991085353, "tide", "mill"),
        row(901500340, "the", 1000000),
        row(-200579362, List.of(1, 2), Set.of(3)),
        row(1795890574, new BigInteger("12"), new BigDecimal("1.50")),
        row(-624261050, pair(1, 2L), "x"),
        row(-779642819, pair(null, 0.5), pair("a", pair(1L, -1))));
  }

  @ParameterizedTest
  @MethodSource("legacyHashes")
  void hashesAsTheLegacyTupleDoes(int hash, Tuple2<?, ?> tuple) {
    assertEquals(hash, tuple.hashCode());
  }

  @Test
  void isEqualByElements() {
    assertEquals(pair("a", null), pair("a", null));
    assertNotEquals(pair("a", null), pair("a", "b"));
    assertNotEquals(pair("a", "b"), pair("b", "a"));
    assertNotEquals(pair("a", "b"), "(a,b)");
  }

  @Test
  void showsItsElementsByFieldMethodAndText() {
    Tuple2<String, Integer> tuple = new Tuple2<>("a", 1);
    assertEquals("a", tuple._1);
    assertEquals("a", tuple._1());
    assertEquals(1, tuple._2);
    assertEquals(1, tuple._2());
    assertEquals("(a,1)", tuple.toString());
    assertEquals("(null,(a,1))", pair(null, tuple).toString());
  }

  @Test
  void swapsItsElements() {
    assertEquals(pair(1, "a"), pair("a", 1).swap());
  }
}

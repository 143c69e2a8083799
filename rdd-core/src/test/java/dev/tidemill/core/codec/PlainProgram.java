package dev.tidemill.core.codec;

import dev.tidemill.Tuple2;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Encodes values of the JDK, tuples and records; with an argument, objects of its own as well. */
final class PlainProgram {
  record Words(String first, List<String> rest) {}

  static final class Mutable {
    private final List<Mutable> children = new ArrayList<>();
    int count;
  }

  private PlainProgram() {}

  public static void main(String[] arguments) {
    Codec codec = Codec.plain();
    for (Object value :
        List.of(
            new Tuple2<>("a", 1),
            new ArrayList<>(Samples.all().subList(0, 40)),
            Map.of(1, List.of()),
            new Words("a", List.of("b")))) {
      codec.decode(codec.encode(value));
    }
    if (arguments.length > 0) {
      for (Object value : Samples.all()) {
        Samples.assertAlike(value, codec.decode(codec.encode(value)));
      }
      codec.decode(codec.encode(new Mutable()));
    }
    System.out.println("encoded all");
  }
}

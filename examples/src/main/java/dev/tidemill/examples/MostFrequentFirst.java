package dev.tidemill.examples;

import dev.tidemill.Tuple2;
import java.io.Serializable;
import java.util.Comparator;

/** The larger count first, equal ones by alphabet. A class, so that a cluster could be sent it. */
final class MostFrequentFirst implements Comparator<Tuple2<String, Integer>>, Serializable {
  private static final long serialVersionUID = 1L;

  @Override
  public int compare(Tuple2<String, Integer> one, Tuple2<String, Integer> other) {
    int byCount = Integer.compare(other._2, one._2);
    return byCount != 0 ? byCount : one._1.compareTo(other._1);
  }
}

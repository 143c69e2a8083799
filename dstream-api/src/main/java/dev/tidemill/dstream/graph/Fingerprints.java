package dev.tidemill.dstream.graph;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/**
 * What nodes are made from, as text: {@code countByValue(flatMap(textFileStream))}. A name that the
 * program has given stands for the node and all above it. Of a long text the middle is a hash, so
 * that diamonds in a graph do not make it grow with the number of paths.
 */
final class Fingerprints {
  private static final int LONGEST = 160;
  private static final int HASH_BYTES = 8;

  // By number of the node.
  private final String[] whole;
  private final String[] shown;

  /**
   * @param nodes in the order of their numbers, parents before children
   */
  Fingerprints(List<StreamNode<?>> nodes) {
    whole = new String[nodes.size()];
    shown = new String[nodes.size()];
    for (StreamNode<?> node : nodes) {
      StringJoiner parents = new StringJoiner(", ", "(", ")").setEmptyValue("");
      node.parents().forEach(parent -> parents.add(shown[parent.number()]));
      // What one call has made is one operator.
      boolean isInner = node.operation() != node;
      String text = isInner ? inner(node) : shortened(node.operator() + parents);
      whole[node.number()] = text;
      shown[node.number()] = node.name().map(name -> "'" + name + "'").orElse(text);
    }
  }

  private String inner(StreamNode<?> node) {
    return node.parents().isEmpty() ? node.operator() : shown[node.parents().get(0).number()];
  }

  /** Of the node itself, whatever its own name. */
  String of(StreamNode<?> node) {
    return whole[node.number()];
  }

  /** Of what is made from the node. */
  String below(String operator, StreamNode<?> node) {
    return shortened(operator + "(" + shown[node.number()] + ")");
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return text.substring(0, LONGEST / 2)
          + "...#"
          + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}

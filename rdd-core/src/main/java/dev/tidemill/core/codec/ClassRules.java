package dev.tidemill.core.codec;

import dev.tidemill.core.text.Printable;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which classes may be made from bytes: tuples and other plain values of ours, classes of the
 * program that it has encoded, those that a setting names, and those from the jar or directory of a
 * class that was allowed. Bytes may come from a file that somebody else could write, so a class
 * name in them is a request, not an order. Thread-safe.
 *
 * <p>Classes that are known from attacks on deserialisation are refused whatever the settings say.
 */
final class ClassRules {
  /** Found in gadget chains: making one, or hashing or comparing it, runs what the bytes say. */
  private static final List<String> NEVER =
      List.of(
          "bsh.",
          "clojure.lang.",
          "com.alibaba.fastjson.",
          "com.mchange.v2.c3p0.",
          "com.mchange.v2.naming.",
          "com.rometools.rome.feed.impl.",
          "com.sun.",
          "com.vaadin.data.util.",
          "groovy.lang.",
          "groovy.util.Expando",
          "java.",
          "javassist.",
          "javax.",
          "jdk.",
          "net.sf.json.",
          "org.apache.bcel.",
          "org.apache.commons.beanutils.",
          "org.apache.commons.collections.functors.",
          "org.apache.commons.collections.keyvalue.TiedMapEntry",
          "org.apache.commons.collections.map.LazyMap",
          "org.apache.commons.collections4.comparators.TransformingComparator",
          "org.apache.commons.collections4.functors.",
          "org.apache.commons.collections4.keyvalue.TiedMapEntry",
          "org.apache.commons.collections4.map.LazyMap",
          "org.apache.commons.fileupload.disk.DiskFileItem",
          "org.apache.wicket.util.upload.DiskFileItem",
          "org.apache.xalan.",
          "org.aspectj.weaver.",
          "org.codehaus.groovy.runtime.",
          "org.hibernate.engine.",
          "org.hibernate.property.",
          "org.hibernate.tuple.",
          "org.jboss.interceptor.",
          "org.mozilla.javascript.",
          "org.python.core.",
          "org.springframework.aop.",
          "org.springframework.beans.factory.",
          "org.springframework.core.SerializableTypeWrapper",
          "org.springframework.transaction.jta.",
          "org.jboss.weld.interceptor.",
          "sun.");

  /** Plain values of ours that programs keep. */
  private static final Set<String> OURS =
      Set.of(
          "dev.tidemill.api.java.Optional",
          "dev.tidemill.streaming.Duration",
          "dev.tidemill.streaming.Time",
          "dev.tidemill.util.StatCounter");

  /** Of Hadoop; its other classes have to be named. */
  private static final Set<String> WRITABLES =
      Stream.of(
              "Boolean", "Byte", "Bytes", "Double", "Float", "Int", "Long", "Null", "Short", "VInt",
              "VLong")
          .map(kind -> "org.apache.hadoop.io." + kind + "Writable")
          .collect(Collectors.toUnmodifiableSet());

  private static final String TEXT = "org.apache.hadoop.io.Text";
  private static final String TUPLE = "dev.tidemill.Tuple";

  private final List<String> allowed;
  private final ClassLoader loader;
  private final Map<String, Class<?>> seen = new ConcurrentHashMap<>();
  private final Map<String, String> renamed = new ConcurrentHashMap<>();
  private final Set<CodeSource> places = ConcurrentHashMap.newKeySet();

  /**
   * @param allowed class names, or package prefixes that end in a dot
   */
  ClassRules(List<String> allowed, ClassLoader loader) {
    this.allowed = List.copyOf(allowed);
    this.loader = loader;
  }

  /** Whether objects of this class are known from attacks, or belong to the JDK. */
  static boolean never(String name) {
    for (String prefix : NEVER) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Remembers a class that this program encodes. */
  void saw(Class<?> type) {
    seen.put(type.getName(), type);
  }

  /** Allows all classes that come from where this one came from. */
  void allowPlaceOf(Class<?> type) {
    CodeSource place = type.getProtectionDomain().getCodeSource();
    if (place != null) {
      places.add(place);
    }
  }

  /**
   * The class of that name; it is not initialised by this.
   *
   * @throws CodecException if it may not be made from bytes, or is not there
   */
  Class<?> require(String stored) {
    String name = today(stored);
    Class<?> known = seen.get(name);
    if (known != null) {
      return known;
    }
    String shown = Printable.text(name);
    if (never(name)) {
      throw new CodecException(
          "The encoded value asks for " + shown + ", which is never made from bytes.");
    }
    if (!named(name) && name.equals(stored) && places.isEmpty()) {
      throw notEncoded(shown);
    }
    Class<?> found = find(name, shown);
    if (!named(name) && name.equals(stored) && !isOfPlaces(found)) {
      throw notEncoded(shown);
    }
    return found;
  }

  /** A class has another name than in the bytes, its nested classes with it; so it may be made. */
  void rename(String stored, String today) {
    renamed.put(stored, today);
  }

  private String today(String stored) {
    for (int end = stored.length(); end > 0; end = stored.lastIndexOf('$', end - 1)) {
      String today = renamed.get(stored.substring(0, end));
      if (today != null) {
        return today + stored.substring(end);
      }
    }
    return stored;
  }

  private boolean isOfPlaces(Class<?> type) {
    CodeSource place = type.getProtectionDomain().getCodeSource();
    return place != null && places.contains(place);
  }

  private static CodecException notEncoded(String shown) {
    return new CodecException(
        "The encoded value asks for "
            + shown
            + ", which this program has not encoded; if it should be read, name it (or its"
            + " package, with a dot at the end) in tidemill.codec.allow.");
  }

  private Class<?> find(String name, String shown) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError missing) {
      throw new CodecException(
          "The encoded value asks for " + shown + ", which is not on the class path.", missing);
    }
  }

  private static boolean isTuple(String name) {
    return name.startsWith(TUPLE)
        && name.substring(TUPLE.length()).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private boolean named(String name) {
    if (OURS.contains(name) || isTuple(name) || WRITABLES.contains(name) || name.equals(TEXT)) {
      return true;
    }
    for (String entry : allowed) {
      if (entry.endsWith(".") ? name.startsWith(entry) : name.equals(entry)) {
        return true;
      }
      // Nested classes go with the class that they stand in.
      if (name.startsWith(entry + "$")) {
        return true;
      }
    }
    return false;
  }
}

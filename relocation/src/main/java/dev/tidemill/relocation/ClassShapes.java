package dev.tidemill.relocation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Finds classes by our names, without loading any: ours, the JDK's, and those of the program. What
 * cannot be read is thrown as an {@link UncheckedIOException}.
 */
final class ClassShapes {
  private final ProgramJars program;
  private final ClassLoader ours;
  private final Map<String, Optional<ClassShape>> known = new HashMap<>();
  private final Map<String, Set<String>> lineages = new HashMap<>();

  ClassShapes(ProgramJars program, ClassLoader ours) {
    this.program = program;
    this.ours = ours;
  }

  Optional<ClassShape> find(String name) {
    Optional<ClassShape> shape = known.get(name);
    if (shape == null) {
      shape = read(name);
      known.put(name, shape);
    }
    return shape;
  }

  private Optional<ClassShape> read(String name) {
    // What a program brings along does not replace ours. Else it goes first: it is found faster.
    return name.startsWith(LegacyNames.OURS)
        ? ours(name).or(() -> ofProgram(name))
        : ofProgram(name).or(() -> ours(name));
  }

  private Optional<ClassShape> ours(String name) {
    try (InputStream in = ours.getResourceAsStream(name + ".class")) {
      return in == null ? Optional.empty() : Optional.of(ClassShape.of(new ClassReader(in)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Optional<ClassShape> ofProgram(String name) {
    String path = name + ".class";
    try {
      Optional<ProgramJars.Found> found = program.find(path);
      if (found.isEmpty()) {
        found = program.find(LegacyNames.originalPath(path));
      }
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(ClassShape.of(ClassFiles.reader(path, found.get().bytes())));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whether the class is Tidemill's own, not one of the program under a name of ours. */
  boolean isOurs(String name) {
    return ours.getResource(name + ".class") != null;
  }

  /** Names of the class and of all that is above it, nearest first, found or not. */
  Set<String> lineage(String name) {
    Set<String> known = lineages.get(name);
    if (known == null) {
      known = walk(name);
      lineages.put(name, known);
    }
    return known;
  }

  private Set<String> walk(String name) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(name));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (seen.add(next)) {
        find(next).ifPresent(shape -> open.addAll(shape.above()));
      }
    }
    return seen;
  }

  /**
   * The flags of a member, looked up as the JVM does; none if no class above has it.
   *
   * @param key as in {@link ClassShape#members}
   */
  Optional<Integer> member(String owner, String key) {
    for (String name : lineage(owner)) {
      Optional<ClassShape> shape = find(name);
      if (shape.isPresent() && shape.get().members().containsKey(key)) {
        return Optional.of(shape.get().members().get(key));
      }
    }
    return Optional.empty();
  }

  /** What a class would have to implement of our types, and does not: the key, and whose it is. */
  Map<String, String> withoutBody(String name) {
    Map<String, String> open = new LinkedHashMap<>();
    Set<String> withBody = new HashSet<>();
    for (String above : lineage(name)) {
      Optional<ClassShape> shape = find(above);
      if (shape.isEmpty()) {
        continue;
      }
      for (Map.Entry<String, Integer> member : shape.get().members().entrySet()) {
        if (!member.getKey().contains("(")) {
          continue;
        }
        if ((member.getValue() & Opcodes.ACC_ABSTRACT) == 0) {
          withBody.add(member.getKey());
        } else if (above.startsWith(LegacyNames.OURS)) {
          open.putIfAbsent(member.getKey(), above);
        }
      }
    }
    open.keySet().removeAll(withBody);
    return open;
  }
}

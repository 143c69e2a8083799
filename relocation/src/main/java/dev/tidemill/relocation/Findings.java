package dev.tidemill.relocation;

import dev.tidemill.relocation.MemberReport.Kind;
import dev.tidemill.relocation.MemberReport.Missing;
import dev.tidemill.relocation.MemberReport.Use;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Looks up what classes of a program use, and collects what is not there. */
final class Findings implements ClassUses.Receiver {
  private final ClassShapes shapes;
  private final Map<String, Missing> missing = new LinkedHashMap<>();
  private int classes;
  private boolean scala;

  Findings(ClassShapes shapes) {
    this.shapes = shapes;
  }

  void beginClass() {
    classes++;
  }

  MemberReport report() {
    List<Missing> sorted = new ArrayList<>(missing.values());
    sorted.sort(Comparator.comparing(Missing::reason).thenComparing(Missing::name));
    return new MemberReport(sorted, classes, scala);
  }

  @Override
  public void scala() {
    scala = true;
  }

  @Override
  public void type(String name, Use use) {
    if (!LegacyNames.isLegacy(name)) {
      return;
    }
    if (Tables.isPart(name)) {
      add(Kind.CLASS, dotted(name), Reason.TABLES, "", use);
    } else if (shape(LegacyNames.relocate(name)).isEmpty() && companionOf(name).isEmpty()) {
      add(Kind.CLASS, dotted(name), Reason.of(name), "", use);
    }
  }

  /** The class of ours whose static methods an object of Scala stands for, if there is none. */
  private Optional<String> companionOf(String name) {
    String relocated = LegacyNames.relocate(name);
    if (!name.startsWith(LegacyNames.LEGACY) || !name.endsWith("$")) {
      return Optional.empty();
    }
    String base = relocated.substring(0, relocated.length() - 1);
    return shape(relocated).isEmpty() && shape(base).isPresent()
        ? Optional.of(base)
        : Optional.empty();
  }

  @Override
  public void field(String owner, String name, String descriptor, Use use) {
    Optional<String> companion = companionOf(owner);
    if (companion.isPresent() && name.equals("MODULE$")) {
      return;
    }
    String key = name + ":" + NameRemapper.INSTANCE.mapDesc(descriptor);
    if (isKnownOwner(owner, use) && shapes.member(LegacyNames.relocate(owner), key).isEmpty()) {
      add(Kind.FIELD, Texts.field(legacyOwner(owner), name, descriptor), Reason.of(owner), "", use);
    }
  }

  @Override
  public void method(String owner, String name, String descriptor, boolean byHandle, Use use) {
    if (!isKnownOwner(owner, use)) {
      return;
    }
    Kind kind = name.equals("<init>") ? Kind.CONSTRUCTOR : Kind.METHOD;
    String text = Texts.method(legacyOwner(owner), name, descriptor);
    if (Tables.isRefused(owner, name)) {
      add(kind, text, Reason.TABLES, "", use);
      return;
    }
    if (!byHandle && Bridge.of(owner, name, descriptor) != null) {
      return;
    }
    Optional<String> companion = companionOf(owner);
    String place = companion.orElse(LegacyNames.relocate(owner));
    String key = name + NameRemapper.INSTANCE.mapMethodDesc(descriptor);
    Optional<Integer> found =
        kind == Kind.CONSTRUCTOR
            ? shape(place).map(shape -> shape.members().get(key))
            : shapes.member(place, key);
    if (found.isEmpty()
        || (companion.isPresent() && (found.get() & Opcodes.ACC_STATIC) == 0)
        || isHidden(place, key, found.get())) {
      String other = sameParameters(place, key);
      Reason reason = other.isEmpty() ? reason(owner, descriptor) : Reason.CHANGED;
      add(kind, text, reason, other, use);
    }
  }

  /** Of the owner, or of a type in the descriptor for the sake of which the method is not here. */
  private Reason reason(String owner, String descriptor) {
    Reason[] reason = {Reason.of(legacyOwner(owner))};
    MethodUses.eachClass(
        Type.getMethodType(descriptor),
        name -> {
          if (reason[0] == Reason.NOT_THERE
              && LegacyNames.isLegacy(name)
              && shape(LegacyNames.relocate(name)).isEmpty()) {
            reason[0] = Reason.of(name);
          }
        });
    return reason[0];
  }

  /** Members that only our own package sees. */
  private boolean isHidden(String place, String key, int flags) {
    return place.startsWith(LegacyNames.OURS)
        && shape(place).map(shape -> shape.members().containsKey(key)).orElse(false)
        && (flags & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0
        && shapes.isOurs(place);
  }

  private String sameParameters(String place, String key) {
    String withoutResult = key.substring(0, key.indexOf(')') + 1);
    for (String above : lineage(place)) {
      for (String other : shape(above).map(s -> s.members().keySet()).orElse(Set.of())) {
        if (other.startsWith(withoutResult) && !other.equals(key)) {
          return "here it gives " + Texts.result(other.substring(other.indexOf('(')));
        }
      }
    }
    return "";
  }

  /** Whether members are to be looked for in the owner: it has to do with the legacy engine. */
  private boolean isKnownOwner(String owner, Use use) {
    if (owner.startsWith("[")) {
      return false;
    }
    if (LegacyNames.isLegacy(owner)) {
      type(owner, use);
      return !Tables.isPart(owner)
          && (shape(LegacyNames.relocate(owner)).isPresent() || companionOf(owner).isPresent());
    }
    Set<String> lineage = lineage(owner);
    return lineage.stream().anyMatch(above -> above.startsWith(LegacyNames.OURS))
        && lineage.stream().allMatch(above -> shape(above).isPresent());
  }

  /** The nearest class above a program's own that is not. */
  private String legacyOwner(String owner) {
    if (LegacyNames.isLegacy(owner)) {
      return owner;
    }
    for (String above : lineage(owner)) {
      if (above.startsWith(LegacyNames.OURS)) {
        return Texts.legacy(above);
      }
    }
    return owner;
  }

  @Override
  public void lambda(String interfaceName, String method, String descriptor, Use use) {
    if (!interfaceName.startsWith(LegacyNames.LEGACY)
        || shape(LegacyNames.relocate(interfaceName)).isEmpty()) {
      return;
    }
    String key = method + NameRemapper.INSTANCE.mapMethodDesc(descriptor);
    for (String open : shapes.withoutBody(LegacyNames.relocate(interfaceName)).keySet()) {
      if (!open.equals(key)) {
        String text = Texts.method(interfaceName, method, descriptor);
        add(Kind.SUPERTYPE, text, Reason.CHANGED, "here it is " + Texts.signature(open), use);
      }
    }
  }

  @Override
  public void subclass(String name, String superName, boolean toBeImplemented, Use use) {
    String relocated = LegacyNames.relocate(superName);
    Optional<ClassShape> above = shape(relocated);
    if (LegacyNames.isLegacy(superName) && above.isPresent()) {
      if (above.get().is(Opcodes.ACC_FINAL) || above.get().is(Opcodes.ACC_INTERFACE)) {
        String what = above.get().is(Opcodes.ACC_FINAL) ? "is final here" : "is an interface here";
        add(Kind.SUPERTYPE, dotted(superName), Reason.CHANGED, what, use);
        return;
      }
    }
    if (toBeImplemented) {
      shapes
          .withoutBody(LegacyNames.relocate(name))
          .forEach(
              (key, whose) ->
                  add(
                      Kind.SUPERTYPE,
                      dotted(Texts.legacy(whose)),
                      Reason.CHANGED,
                      "here it has a method " + Texts.signature(key),
                      use));
    }
  }

  private void add(Kind kind, String name, Reason reason, String detail, Use use) {
    missing
        .computeIfAbsent(
            kind + name + detail, key -> new Missing(kind, name, reason, detail, new ArrayList<>()))
        .uses()
        .add(use);
  }

  private static String dotted(String name) {
    return name.replace('/', '.');
  }

  private Optional<ClassShape> shape(String name) {
    return shapes.find(name);
  }

  private Set<String> lineage(String name) {
    return shapes.lineage(name);
  }
}

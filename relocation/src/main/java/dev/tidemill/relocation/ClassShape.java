package dev.tidemill.relocation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;

/**
 * What a class offers to those that use it, under our names.
 *
 * @param above its superclass, if any, and its interfaces
 * @param members the access flags of methods (name and descriptor) and fields (name, colon,
 *     descriptor)
 */
record ClassShape(String name, int access, List<String> above, Map<String, Integer> members) {
  static ClassShape of(ClassReader reader) {
    Reading reading = new Reading();
    reader.accept(
        new ClassRemapper(reading, NameRemapper.INSTANCE),
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new ClassShape(reading.name, reading.access, reading.above, reading.members);
  }

  boolean is(int flag) {
    return (access & flag) != 0;
  }

  private static final class Reading extends ClassVisitor {
    private final List<String> above = new ArrayList<>();
    private final Map<String, Integer> members = new HashMap<>();
    private String name;
    private int access;

    Reading() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int flags,
        String internalName,
        String signature,
        String superName,
        String[] interfaces) {
      name = internalName;
      access = flags;
      if (superName != null) {
        above.add(superName);
      }
      above.addAll(List.of(interfaces));
    }

    @Override
    public MethodVisitor visitMethod(
        int flags, String method, String descriptor, String signature, String[] exceptions) {
      members.put(method + descriptor, flags);
      return null;
    }

    @Override
    public FieldVisitor visitField(
        int flags, String field, String descriptor, String signature, Object value) {
      members.put(field + ":" + descriptor, flags);
      return null;
    }
  }
}

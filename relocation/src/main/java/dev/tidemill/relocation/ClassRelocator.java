package dev.tidemill.relocation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;

/** Rewrites a class file, so that it uses our classes where it used the legacy engine's. */
final class ClassRelocator {
  private static final List<byte[]> SIGNS =
      List.of(
          bytes("org/apache/spark/"),
          bytes("org.apache.spark."),
          bytes("scala/Tuple"),
          bytes("scala/Option"),
          bytes("forName"));

  private final StringConstants strings;

  ClassRelocator(StringConstants strings) {
    this.strings = strings;
  }

  byte[] relocate(byte[] classFile) {
    if (SIGNS.stream().noneMatch(sign -> contains(classFile, sign))) {
      return classFile;
    }
    // Names change and nothing else: sizes and frames stay, so nothing is to be computed.
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new Classes(writer), 0);
    return writer.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean contains(byte[] where, byte[] what) {
    for (int start = 0; start <= where.length - what.length; start++) {
      int same = 0;
      while (same < what.length && where[start + same] == what[same]) {
        same++;
      }
      if (same == what.length) {
        return true;
      }
    }
    return false;
  }

  private final class Classes extends ClassRemapper {
    private String method;

    Classes(ClassVisitor out) {
      super(Opcodes.ASM9, out, NameRemapper.INSTANCE);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      method = name;
      return super.visitMethod(access, name, descriptor, signature, exceptions);
    }

    @Override
    protected MethodVisitor createMethodRemapper(MethodVisitor out) {
      return new MethodRelocator(out, method, strings);
    }
  }
}

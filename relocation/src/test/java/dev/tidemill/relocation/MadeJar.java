package dev.tidemill.relocation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes jars and classes that no compiler makes, or not here. */
final class MadeJar {
  private MadeJar() {}

  static Path of(Path jar, Map<String, byte[]> entries) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Classes that each call the legacy engine twenty times. */
  static Path ofClasses(Path jar, int count) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int number = 0; number < count; number++) {
      entries.put(
          "many/Class" + number + ".class", seconds("many/Class" + number, 20, Opcodes.V1_8));
    }
    return of(jar, entries);
  }

  /** A class with {@code static Object made()}, which gives a duration of a second. */
  static byte[] seconds(String name, int calls, int version) {
    ClassWriter out = new ClassWriter(0);
    out.visit(version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    MethodVisitor made =
        out.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "made", "()Ljava/lang/Object;", null, null);
    made.visitCode();
    made.visitInsn(Opcodes.ACONST_NULL);
    for (int call = 0; call < calls; call++) {
      made.visitInsn(Opcodes.POP);
      made.visitInsn(Opcodes.LCONST_1);
      made.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "org/apache/spark/streaming/Durations",
          "seconds",
          "(J)Lorg/apache/spark/streaming/Duration;",
          false);
    }
    made.visitInsn(Opcodes.ARETURN);
    made.visitMaxs(2, 0);
    made.visitEnd();
    out.visitEnd();
    return out.toByteArray();
  }
}

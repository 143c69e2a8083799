package dev.tidemill.relocation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class LegacyJarTest {
  @TempDir Path directory;

  @Test
  void aProgramOfTheLegacyEngineIsKnown() throws Exception {
    assertTrue(LegacyJar.isLegacy(LegacyPrograms.jar(8)));
    assertTrue(LegacyJar.isLegacy(LegacyPrograms.jar(17)));
  }

  @Test
  void aProgramThatOnlySpeaksOfItIsNot() throws Exception {
    ClassWriter out = new ClassWriter(0);
    out.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Speaks", null, "java/lang/Object", null);
    out.visitField(
        Opcodes.ACC_STATIC | Opcodes.ACC_FINAL,
        "TEXT",
        "Ljava/lang/String;",
        null,
        "org/apache/spark/rdd/RDD");
    out.visitEnd();
    Map<String, byte[]> entries =
        Map.of("Speaks.class", out.toByteArray(), "a.txt", MadeJar.text("org/apache/spark/rdd"));
    assertFalse(LegacyJar.isLegacy(MadeJar.of(directory.resolve("speaks.jar"), entries)));
  }

  @Test
  void classesOfTheEngineItselfDoNotCount() throws Exception {
    String name = "org/apache/spark/streaming/Own";
    Map<String, byte[]> entries = Map.of(name + ".class", MadeJar.seconds(name, 1, Opcodes.V1_8));
    assertFalse(LegacyJar.isLegacy(MadeJar.of(directory.resolve("engine.jar"), entries)));
  }

  @Test
  void whatIsNoJarIsNamed() throws Exception {
    Path missing = directory.resolve("missing.jar");
    String said = assertThrows(IOException.class, () -> LegacyJar.isLegacy(missing)).getMessage();
    assertTrue(said.contains(missing.toString()), said);
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    said = assertThrows(IOException.class, () -> LegacyJar.isLegacy(text)).getMessage();
    assertTrue(said.contains(text.toString()), said);
  }

  @Test
  void aClassThatCannotBeReadIsNamed() throws Exception {
    Path jar =
        MadeJar.of(directory.resolve("broken.jar"), Map.of("Broken.class", MadeJar.text("broken")));
    String said = assertThrows(IOException.class, () -> LegacyJar.isLegacy(jar)).getMessage();
    assertTrue(said.contains("Broken.class"), said);
  }
}

package dev.tidemill.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Durations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class LegacyClassLoaderTest {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  @TempDir Path directory;

  @Test
  void classesComeFromTheirJar() throws Exception {
    Path jar = LegacyPrograms.jar(17);
    try (LegacyClassLoader loader = LegacyClassLoader.of(List.of(jar))) {
      Class<?> program = loader.loadClass("legacy.BatchJob");
      assertSame(loader, program.getClassLoader());
      assertEquals(
          jar.toUri().toURL(), program.getProtectionDomain().getCodeSource().getLocation());
      assertEquals("legacy", program.getPackage().getName());
    }
  }

  @Test
  void legacyNamesMeanOurClasses() throws Exception {
    try (LegacyClassLoader loader = LegacyClassLoader.of(List.of(LegacyPrograms.jar(17)))) {
      assertSame(JavaRDD.class, loader.loadClass("org.apache.spark.api.java.JavaRDD"));
      assertEquals(
          "dev.tidemill.examples.Packaged",
          loader.loadClass("org.apache.spark.examples.Packaged").getName());
    }
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    try (LegacyClassLoader loader = LegacyClassLoader.of(List.of(LegacyPrograms.jar(17)))) {
      assertThrows(ClassNotFoundException.class, () -> loader.loadClass("legacy.Nothing"));
      assertThrows(
          ClassNotFoundException.class, () -> loader.loadClass("org.apache.spark.SparkEnv"));
      assertThrows(ClassNotFoundException.class, () -> loader.loadClass("dev.tidemill.None$"));
    }
  }

  @Test
  void ofAMultiReleaseJarTheClassesForThisJvmCount() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(MANIFEST, manifest("Multi-Release", "true"));
    entries.put("many/Versions.class", seconds("many/Versions", 0));
    entries.put("META-INF/versions/11/many/Versions.class", seconds("many/Versions", 1));
    assertEquals(Durations.seconds(1), made(entries, "many.Versions"));
  }

  @Test
  void signaturesAndSealsHaveNoEffect() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.SEALED, "true");
    Attributes digest = new Attributes();
    digest.putValue("SHA-256-Digest", "bm90IHRoZSBkaWdlc3QgYXQgYWxs");
    manifest.getEntries().put("many/Signed.class", digest);
    entries.put(MANIFEST, bytes(manifest));
    entries.put("META-INF/SIGNER.SF", MadeJar.text("Signature-Version: 1.0\r\n\r\n"));
    entries.put("META-INF/SIGNER.RSA", MadeJar.text("no signature"));
    entries.put("many/Signed.class", seconds("many/Signed", 1));
    assertEquals(Durations.seconds(1), made(entries, "many.Signed"));
  }

  @Test
  void jarsThatAManifestNamesBelongToTheProgram() throws Exception {
    MadeJar.of(
        directory.resolve("library.jar"), Map.of("many/Library.class", seconds("many/Library", 1)));
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(MANIFEST, manifest("Class-Path", "missing.jar library.jar"));
    assertEquals(Durations.seconds(1), made(entries, "many.Library"));
  }

  @Test
  void resourcesOfLegacyNamesAreFoundByTheNewOnes() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/services/org.apache.spark.util.Clock", MadeJar.text("many.Clock"));
    entries.put("org/apache/spark/examples/words.txt", MadeJar.text("a b"));
    try (LegacyClassLoader loader = loader(entries)) {
      assertEquals("many.Clock", read(loader, "META-INF/services/dev.tidemill.util.Clock"));
      assertEquals("a b", read(loader, "dev/tidemill/examples/words.txt"));
      assertEquals("a b", read(loader, "org/apache/spark/examples/words.txt"));
      assertTrue(
          loader.getResources("META-INF/services/dev.tidemill.util.Clock").hasMoreElements());
    }
  }

  /** This JVM may be too old to run such a class, so it is only rewritten. */
  @Test
  void classFilesOfJava25AreRead() {
    byte[] relocated =
        new ClassRelocator(StringConstants.OF_LAMBDAS)
            .relocate(MadeJar.seconds("many/New", 1, Opcodes.V25));
    List<String> owners = new ArrayList<>();
    new ClassReader(relocated)
        .accept(
            new org.objectweb.asm.ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String method, String type, boolean isInterface) {
                    owners.add(owner);
                  }
                };
              }
            },
            0);
    assertEquals(List.of("dev/tidemill/streaming/Durations"), owners);
  }

  @Test
  void aClassFileOfAnUnknownJavaIsNamed() throws Exception {
    Map<String, byte[]> entries =
        Map.of("many/Unknown.class", MadeJar.seconds("many/Unknown", 1, 200));
    String said =
        assertThrows(ClassNotFoundException.class, () -> made(entries, "many.Unknown"))
            .getMessage();
    assertTrue(said.contains("many.Unknown") && said.contains("200"), said);
  }

  @Test
  void textsStayUnlessAsked() throws Exception {
    Map<String, byte[]> entries = Map.of("many/Text.class", text("org.apache.spark.util.Clock"));
    assertEquals("org.apache.spark.util.Clock", made(entries, "many.Text"));
    Path jar = directory.resolve("made.jar");
    try (LegacyClassLoader loader =
        new LegacyClassLoader(
            List.of(jar), getClass().getClassLoader(), StringConstants.CLASS_NAMES)) {
      assertEquals("dev.tidemill.util.Clock", made(loader, "many.Text"));
    }
  }

  @Test
  void namesOfArraysAreRelocatedToo() {
    assertEquals("[[Ldev.tidemill.Tuple2;", LegacyNames.relocateClassName("[[Lscala.Tuple2;"));
    assertEquals("[I", LegacyNames.relocateClassName("[I"));
    assertEquals("scala.Tuple1", LegacyNames.relocateClassName("scala.Tuple1"));
    assertEquals("scala.Tuple23", LegacyNames.relocateClassName("scala.Tuple23"));
  }

  private LegacyClassLoader loader(Map<String, byte[]> entries) throws IOException {
    return LegacyClassLoader.of(List.of(MadeJar.of(directory.resolve("made.jar"), entries)));
  }

  private Object made(Map<String, byte[]> entries, String name) throws Exception {
    try (LegacyClassLoader loader = loader(entries)) {
      return made(loader, name);
    }
  }

  private static Object made(LegacyClassLoader loader, String name) throws Exception {
    return loader.loadClass(name).getMethod("made").invoke(null);
  }

  private static byte[] seconds(String name, int calls) {
    return MadeJar.seconds(name, calls, Opcodes.V1_8);
  }

  /** A class with {@code static Object made()}, which gives the text. */
  private static byte[] text(String text) {
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    out.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "many/Text", null, "java/lang/Object", null);
    MethodVisitor made =
        out.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "made", "()Ljava/lang/Object;", null, null);
    made.visitLdcInsn(text);
    made.visitInsn(Opcodes.ARETURN);
    made.visitMaxs(0, 0);
    made.visitEnd();
    out.visitEnd();
    return out.toByteArray();
  }

  private static byte[] manifest(String name, String value) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue(name, value);
    return bytes(manifest);
  }

  private static byte[] bytes(Manifest manifest) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    manifest.write(out);
    return out.toByteArray();
  }

  private static String read(ClassLoader loader, String name) throws IOException {
    try (InputStream in = loader.getResourceAsStream(name)) {
      assertNotNull(in, name);
      return new String(in.readAllBytes());
    }
  }
}

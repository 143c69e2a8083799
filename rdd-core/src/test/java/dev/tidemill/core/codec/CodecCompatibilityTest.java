package dev.tidemill.core.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one release of a program wrote is read by the next, whose classes have changed. */
class CodecCompatibilityTest {
  @TempDir Path directory;

  /**
   * Compiles a version of the class {@code p.T} (and others), and makes a codec that may read it.
   */
  private Version version(String name, String... sources) throws IOException {
    Path root = Files.createDirectories(directory.resolve(name));
    Path source = root.resolve("Sources.java");
    Files.writeString(source, "package p;\n" + String.join("\n", sources));
    StringWriter said = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      assertTrue(
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-d", root.toString(), "-proc:none"),
                  null,
                  files.getJavaFileObjects(source))
              .call(),
          said::toString);
    }
    URLClassLoader loader =
        new URLClassLoader(new URL[] {root.toUri().toURL()}, getClass().getClassLoader());
    return new Version(loader, new Codec(List.of("p."), List.of(), loader));
  }

  private record Version(ClassLoader loader, Codec codec) {
    byte[] encoded() throws Exception {
      var make = loader.loadClass("p.T").getDeclaredMethod("make");
      make.setAccessible(true);
      return codec.encode(make.invoke(null));
    }

    String read(byte[] bytes) {
      return codec.decode(bytes).toString();
    }
  }

  @Test
  void fieldsMayBeAddedRemovedAndReordered() throws Exception {
    Version old =
        version(
            "old",
            "class T { int a; String gone; Gone object; Gone[] many; long b; Object again;",
            "  static T make() { T t = new T(); t.a = 1; t.gone = \"g\"; t.object = new Gone();",
            "    t.many = new Gone[] {t.object, null}; t.b = 2; t.again = t; return t; } }",
            "class Gone { GoneToo too = GoneToo.X; GoneRecord record = new GoneRecord(1); }",
            "enum GoneToo { X } record GoneRecord(int n) {}");
    Version now =
        version(
            "new",
            "class T { long b; Object again; int added = 7; java.util.List<String> list; int a;",
            "  public String toString() { return a + \" \" + b + \" \" + added + \" \" + list + \" \"",
            "    + (again == this); } }");
    assertEquals("1 2 7 null true", now.read(old.encoded()));
  }

  @Test
  void aFieldMayBecomeWiderButNotAnother() throws Exception {
    Version old = version("old", "class T { int a = 5; static T make() { return new T(); } }");
    Version wider =
        version("wider", "class T { long a; public String toString() { return \"\" + a; } }");
    assertEquals("5", wider.read(old.encoded()));
    Version other = version("other", "class T { String a; }");
    var refused = assertThrows(CodecException.class, () -> other.read(old.encoded()));
    assertEquals(
        "The field p.T.a is a java.lang.String; the encoded value is a java.lang.Integer.",
        refused.getMessage());
  }

  @Test
  void componentsMayBeAddedRemovedAndReordered() throws Exception {
    Version old =
        version(
            "old",
            "record T(int a, Gone gone, String b) {",
            "  static T make() { return new T(1, new Gone(2), \"b\"); } }",
            "record Gone(int n) {}");
    Version now = version("new", "record T(String b, boolean added, String more, int a) {}");
    assertEquals("T[b=b, added=false, more=null, a=1]", now.read(old.encoded()));
  }

  @Test
  void constantsMayChangeTheirOrderButNotGo() throws Exception {
    Version old = version("old", "enum T { A, B; static T make() { return B; } }");
    assertEquals("B", version("new", "enum T { C, B, A }").read(old.encoded()));
    Version without = version("without", "enum T { A }");
    var refused = assertThrows(CodecException.class, () -> without.read(old.encoded()));
    assertEquals(
        "p.T has no constant B any more; keep constants that are stored.", refused.getMessage());
  }

  @Test
  void aClassThatBecameAnotherKindIsRefused() throws Exception {
    Version old = version("old", "class T { static T make() { return new T(); } }");
    Version now = version("new", "record T() {}");
    var refused = assertThrows(CodecException.class, () -> now.read(old.encoded()));
    assertTrue(refused.getMessage().startsWith("p.T cannot be read as what it was"));
  }

  @Test
  void theConstructorOfARecordChecksValuesFromBytesToo() throws Exception {
    Version old = version("old", "record T(int a) { static T make() { return new T(-1); } }");
    Version now =
        version(
            "new",
            "record T(int a) { T { if (a < 0) throw new IllegalArgumentException(\"below 0\"); } }");
    var refused = assertThrows(CodecException.class, () -> now.read(old.encoded()));
    assertTrue(refused.getMessage().contains("below 0"), refused::getMessage);
  }

  @Test
  void aClassThatWasNotSeenAndIsNotNamedIsNotEvenLoaded() throws Exception {
    Version old = version("old", "class T { static T make() { return new T(); } }");
    ClassLoader none =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) {
            throw new AssertionError("asked for " + name);
          }
        };
    for (List<String> allow : List.of(List.<String>of(), List.of("p"), List.of("p.", "q.T"))) {
      Codec strict =
          allow.contains("p.")
              ? new Codec(List.of("q.", "p.U"), List.of(), none)
              : new Codec(allow, List.of(), none);
      var refused = assertThrows(CodecException.class, () -> strict.decode(old.encoded()));
      assertTrue(
          refused.getMessage().startsWith("The encoded value asks for p.T, which this program"),
          refused::getMessage);
      assertTrue(refused.getMessage().contains("tidemill.codec.allow"));
    }
  }

  @Test
  void aClassKnownFromAttacksIsRefusedEvenIfItIsNamed() throws Exception {
    String name = "org.apache.commons.collections.functors.InvokerTransformer";
    ByteWriter bytes = new ByteWriter();
    bytes.write(Tag.VERSION);
    bytes.write(Tag.OBJECT);
    bytes.writeVarint(0);
    bytes.write(Tag.OBJECT);
    bytes.writeString(name);
    bytes.writeVarint(0);
    Codec open = new Codec(List.of("org.apache.", name), List.of(), getClass().getClassLoader());
    var refused = assertThrows(CodecException.class, () -> open.decode(bytes.toBytes()));
    assertEquals(
        "The encoded value asks for " + name + ", which is never made from bytes.",
        refused.getMessage());
  }

  @Test
  void noClassOfTheJdkIsMadeAsAnObject() {
    Codec codec = Codec.plain();
    codec.encode(new java.util.Date()); // seen, and still none that bytes may fill
    for (String name : List.of("java.util.Date", "java.lang.ProcessBuilder", "java.net.URL")) {
      ByteWriter bytes = new ByteWriter();
      bytes.write(Tag.VERSION);
      bytes.write(Tag.OBJECT);
      bytes.writeVarint(0);
      bytes.write(Tag.OBJECT);
      bytes.writeString(name);
      bytes.writeVarint(0);
      assertThrows(CodecException.class, () -> codec.decode(bytes.toBytes()), name);
    }
  }
}

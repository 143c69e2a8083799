package dev.tidemill.launcher.program;

import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The classes of a program that lie in memory. They come from one place, its source file, so that
 * keys and values of its classes can be read back from a checkpoint as those of a jar can.
 */
final class CompiledProgram extends URLClassLoader {
  private final Map<String, byte[]> classes;
  private final ProtectionDomain domain;

  /**
   * @param source the file that the classes were made from
   * @param classes name to bytes
   * @param jars further ones that the program uses
   */
  CompiledProgram(URL source, Map<String, byte[]> classes, URL[] jars, ClassLoader parent) {
    super(jars, parent);
    this.classes = new TreeMap<>(classes);
    this.domain =
        new ProtectionDomain(new CodeSource(source, (Certificate[]) null), null, this, null);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    return bytes == null
        ? super.findClass(name)
        : defineClass(name, bytes, 0, bytes.length, domain);
  }

  /** In alphabetical order. */
  List<String> classNames() {
    return List.copyOf(classes.keySet());
  }
}

package dev.tidemill.relocation;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Loads a program that was compiled against the legacy engine, so that it runs on Tidemill. Classes
 * are relocated as they are defined: see {@link LegacyNames}. Only what comes out of the program's
 * jars is; all else is the parent's, and what the parent has goes first, as with any loader.
 *
 * <p>Before the program's {@code main} is called, make this the context class loader of the calling
 * thread: records, tasks and listeners find the program's classes by it, and threads inherit it.
 *
 * <pre>{@code
 * try (var loader = LegacyClassLoader.of(List.of(jar))) {
 *   Thread.currentThread().setContextClassLoader(loader);
 *   loader.loadClass(mainClass).getMethod("main", String[].class).invoke(null, (Object) arguments);
 * }
 * }</pre>
 *
 * <p>Signatures and seals of jars have no effect, since their classes are changed. Of a
 * multi-release jar the classes for this JVM count. Resources that belong to a legacy name (a
 * service, a file beside a class) are found by the new name, too; what a services file lists is
 * left as it is. Scala code finds companion objects ({@code Durations$.MODULE$}) of classes that
 * have none here: they are made when asked for. Thread-safe.
 */
public final class LegacyClassLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ProgramJars jars;
  private final ClassRelocator relocator;
  private final Map<Path, ProtectionDomain> domains = new ConcurrentHashMap<>();

  /**
   * @param jars of the program: jars, or directories of classes
   * @param parent has Tidemill's classes
   * @throws IOException if a jar is missing or cannot be read
   */
  public LegacyClassLoader(Collection<Path> jars, ClassLoader parent, StringConstants strings)
      throws IOException {
    this(new ProgramJars(jars), parent, strings);
  }

  private LegacyClassLoader(ProgramJars jars, ClassLoader parent, StringConstants strings)
      throws IOException {
    super("legacy program", urls(jars.paths()), parent);
    this.jars = jars;
    this.relocator = new ClassRelocator(strings);
  }

  /** Over the program's jars, above this library, with {@link StringConstants#OF_LAMBDAS}. */
  public static LegacyClassLoader of(Collection<Path> jars) throws IOException {
    return new LegacyClassLoader(
        jars, LegacyClassLoader.class.getClassLoader(), StringConstants.OF_LAMBDAS);
  }

  private static URL[] urls(Collection<Path> paths) throws MalformedURLException {
    URL[] urls = new URL[paths.size()];
    int next = 0;
    for (Path path : paths) {
      urls[next++] = path.toUri().toURL();
    }
    return urls;
  }

  /** Loads a class; a legacy name means the class that stands for it. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return super.loadClass(LegacyNames.relocateClassName(name), resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      Optional<ProgramJars.Found> found = jars.find(path(name));
      if (found.isEmpty() && name.startsWith("dev.tidemill.")) {
        found = jars.find(LegacyNames.originalPath(path(name)));
      }
      return found.isPresent() ? define(name, found.get()) : companion(name);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new ClassNotFoundException(
          name + " cannot be read from the program's jars: " + unreadable.getMessage(), unreadable);
    }
  }

  private static String path(String className) {
    return className.replace('.', '/') + ".class";
  }

  private Class<?> define(String name, ProgramJars.Found found) throws IOException {
    byte[] relocated = relocator.relocate(found.bytes());
    int dot = name.lastIndexOf('.');
    if (dot >= 0) {
      definePackageOnce(name.substring(0, dot), found.manifest());
    }
    return defineClass(name, relocated, 0, relocated.length, domain(found.place()));
  }

  private Class<?> companion(String name) throws ClassNotFoundException {
    byte[] made =
        Companion.of(name, getParent()).orElseThrow(() -> new ClassNotFoundException(name));
    return defineClass(name, made, 0, made.length);
  }

  private void definePackageOnce(String name, Optional<Manifest> manifest) {
    if (getDefinedPackage(name) != null) {
      return;
    }
    Attributes of = manifest.map(Manifest::getMainAttributes).orElseGet(Attributes::new);
    try {
      definePackage(
          name,
          of.getValue(Attributes.Name.SPECIFICATION_TITLE),
          of.getValue(Attributes.Name.SPECIFICATION_VERSION),
          of.getValue(Attributes.Name.SPECIFICATION_VENDOR),
          of.getValue(Attributes.Name.IMPLEMENTATION_TITLE),
          of.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
          of.getValue(Attributes.Name.IMPLEMENTATION_VENDOR),
          null);
    } catch (IllegalArgumentException defined) {
      if (getDefinedPackage(name) == null) {
        throw defined; // else another thread was first
      }
    }
  }

  private ProtectionDomain domain(Path place) throws MalformedURLException {
    ProtectionDomain known = domains.get(place);
    if (known == null) {
      CodeSource source = new CodeSource(place.toUri().toURL(), (CodeSigner[]) null);
      known = new ProtectionDomain(source, null, this, null);
      ProtectionDomain first = domains.putIfAbsent(place, known);
      return first == null ? known : first;
    }
    return known;
  }

  @Override
  public URL findResource(String name) {
    URL found = super.findResource(name);
    String original = LegacyNames.originalPath(name);
    return found != null || original.equals(name) ? found : super.findResource(original);
  }

  @Override
  public Enumeration<URL> findResources(String name) throws IOException {
    String original = LegacyNames.originalPath(name);
    if (original.equals(name)) {
      return super.findResources(name);
    }
    Set<URL> found = new LinkedHashSet<>(Collections.list(super.findResources(name)));
    found.addAll(Collections.list(super.findResources(original)));
    return Collections.enumeration(found);
  }

  /** Closes the jars; classes that were not loaded yet cannot be any more. */
  @Override
  public void close() throws IOException {
    try (jars) {
      super.close();
    }
  }
}

package dev.tidemill.relocation;

import java.util.regex.Pattern;

/**
 * What the legacy engine's classes are called here: {@code org.apache.spark} is {@code
 * dev.tidemill}, tuples and {@code Option} of Scala are {@code dev.tidemill}'s. Other names stay.
 */
public final class LegacyNames {
  static final String LEGACY = "org/apache/spark/";
  static final String OURS = "dev/tidemill/";
  static final String SCALA = "scala/";

  private static final Pattern RELOCATED_OF_SCALA =
      Pattern.compile("scala/(Option|Tuple([2-9]|1\\d|2[0-2]))");
  private static final Pattern CLASS_NAME =
      Pattern.compile("(org[./]apache[./]spark|scala)([./][\\w$]+)+");

  private LegacyNames() {}

  /** The name of a class here, from its name there; both with slashes. */
  public static String relocate(String internalName) {
    if (internalName.startsWith(LEGACY)) {
      return OURS + internalName.substring(LEGACY.length());
    }
    return internalName.startsWith(SCALA) && RELOCATED_OF_SCALA.matcher(internalName).matches()
        ? OURS + internalName.substring(SCALA.length())
        : internalName;
  }

  /**
   * The name of a class here, from its name there; both as {@link Class#getName} gives them.
   * Relocated programs call this for what they give to {@link Class#forName}.
   *
   * @param className may be null, which stays for its user to refuse
   */
  public static String relocateClassName(String className) {
    if (className == null) {
      return null;
    }
    if (className.startsWith("[")) {
      int element = className.indexOf('L');
      return element < 0
          ? className
          : className.substring(0, element + 1)
              + relocateClassName(className.substring(element + 1));
    }
    boolean inArray = className.endsWith(";");
    String bare = inArray ? className.substring(0, className.length() - 1) : className;
    String relocated = relocate(bare.replace('.', '/')).replace('/', '.');
    return relocated.equals(bare) ? className : inArray ? relocated + ";" : relocated;
  }

  /** Stands for {@link Class#forName(String, boolean, ClassLoader)} in relocated programs. */
  public static Class<?> forName(String className, boolean initialize, ClassLoader loader)
      throws ClassNotFoundException {
    return Class.forName(relocateClassName(className), initialize, loader);
  }

  /** A text that is nothing but the name of a legacy class, relocated; any other as it is. */
  static String relocateIfClassName(String text) {
    if (!CLASS_NAME.matcher(text).matches()) {
      return text;
    }
    return text.indexOf('/') < 0 ? relocateClassName(text) : relocate(text);
  }

  /** Where a resource lies in a program's jar that is asked for by a name of ours. */
  static String originalPath(String path) {
    String services = "META-INF/services/";
    if (path.startsWith(services + "dev.tidemill.")) {
      return services + "org.apache.spark." + path.substring((services + "dev.tidemill.").length());
    }
    return path.startsWith(OURS) ? LEGACY + path.substring(OURS.length()) : path;
  }

  /** Whether the class is one of the legacy engine, or of the Scala library in its API. */
  static boolean isLegacy(String internalName) {
    return internalName.startsWith(LEGACY) || internalName.startsWith(SCALA);
  }
}

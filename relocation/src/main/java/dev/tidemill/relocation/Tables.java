package dev.tidemill.relocation;

import java.util.Set;

/** What programs use of the legacy engine's tables. A session is here, but only as a context. */
final class Tables {
  private static final String SQL = LegacyNames.LEGACY + "sql/";
  private static final String SESSION = SQL + "SparkSession";
  private static final String BUILDER = SESSION + "$Builder";
  private static final Set<String> OF_SESSION =
      Set.of("builder", "active", "sparkContext", "version", "stop", "close");

  private Tables() {}

  /** Whether the legacy class is of no use here, be it there or not. */
  static boolean isPart(String name) {
    return name.startsWith(SQL) && !name.equals(SESSION) && !name.equals(BUILDER);
  }

  /** Whether the legacy method is there only to say that there are no tables. */
  static boolean isRefused(String owner, String name) {
    return (owner.equals(SESSION) && !OF_SESSION.contains(name))
        || (owner.equals(BUILDER) && name.equals("enableHiveSupport"));
  }
}

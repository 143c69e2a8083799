package dev.tidemill.core.conf;

import dev.tidemill.core.text.Printable;
import dev.tidemill.core.text.Units;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Who logs in to Kerberos, and with what.
 *
 * @param principal {@code spark.kerberos.principal}
 * @param keytab {@code spark.kerberos.keytab}, a file of this machine
 * @param reloginPeriod {@code spark.kerberos.relogin.period} in milliseconds: how often it is
 *     looked at whether a new ticket is due
 */
public record KerberosSettings(String principal, String keytab, long reloginPeriod) {
  static final String PRINCIPAL = "spark.kerberos.principal";
  static final String KEYTAB = "spark.kerberos.keytab";
  static final String RELOGIN_PERIOD = "spark.kerberos.relogin.period";

  /** Whether a key is one of these, which Hadoop has no use for. */
  public static boolean isKey(String key) {
    return key.equals(PRINCIPAL) || key.equals(KEYTAB) || key.equals(RELOGIN_PERIOD);
  }

  /**
   * Reads what {@link HadoopSettings#of} gives; none without a keytab.
   *
   * @throws IllegalArgumentException if there is a keytab without a principal or the other way
   *     round, if the keytab is no file that can be read, or the period is wrong
   */
  public static Optional<KerberosSettings> of(Map<String, String> settings) {
    long period =
        SettingValues.requirePositive(
            RELOGIN_PERIOD,
            Units.millis(RELOGIN_PERIOD, settings.getOrDefault(RELOGIN_PERIOD, "1m"), "s"));
    String principal = settings.getOrDefault(PRINCIPAL, "").strip();
    String keytab = settings.getOrDefault(KEYTAB, "").strip();
    if (principal.isEmpty() && keytab.isEmpty()) {
      return Optional.empty();
    }
    if (principal.isEmpty()) {
      throw alone(KEYTAB, keytab, PRINCIPAL, "whose key the keytab holds, as in name@REALM");
    }
    if (keytab.isEmpty()) {
      throw alone(PRINCIPAL, principal, KEYTAB, "the file that holds its key");
    }
    requireReadable(keytab);
    return Optional.of(new KerberosSettings(principal, keytab, period));
  }

  private static IllegalArgumentException alone(
      String given, String value, String missing, String what) {
    return new IllegalArgumentException(
        "%s is %s, and %s is not set; set it (%s), or neither of them."
            .formatted(given, Printable.text(value), missing, what));
  }

  private static void requireReadable(String keytab) {
    try {
      Path file = Path.of(keytab);
      if (Files.isRegularFile(file) && Files.isReadable(file)) {
        return;
      }
    } catch (InvalidPathException wrong) {
      throw new IllegalArgumentException(unreadable(keytab), wrong);
    }
    throw new IllegalArgumentException(unreadable(keytab));
  }

  private static String unreadable(String keytab) {
    return "%s is %s, which is no file that this process can read; name a keytab on this machine, and let the user of this process read it."
        .formatted(KEYTAB, Printable.text(keytab));
  }
}

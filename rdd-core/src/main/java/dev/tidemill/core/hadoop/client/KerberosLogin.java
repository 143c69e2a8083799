package dev.tidemill.core.hadoop.client;

import dev.tidemill.core.conf.KerberosSettings;
import dev.tidemill.core.text.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.security.SecurityUtil;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.UserGroupInformation.AuthenticationMethod;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes this process the Kerberos user that the settings name. Hadoop has one user in a process, so
 * all contexts share it.
 */
final class KerberosLogin {
  private static final Logger LOG = LoggerFactory.getLogger(KerberosLogin.class);

  private static Optional<KerberosSettings> loggedIn = Optional.empty(); // guarded by the class
  private static boolean warned; // guarded by the class

  private KerberosLogin() {}

  /**
   * Logs in, the first time. Without a keytab Hadoop is told whether Kerberos is used, so that it
   * finds the tickets of {@code kinit}.
   *
   * @throws IOException if the login fails, or another user has logged in before
   */
  static synchronized void ensure(Configuration configuration, Map<String, String> settings)
      throws IOException {
    Optional<KerberosSettings> wanted = KerberosSettings.of(settings);
    if (SecurityUtil.getAuthenticationMethod(configuration) != AuthenticationMethod.KERBEROS) {
      wanted.ifPresent(KerberosLogin::warnOfNoUse);
    } else if (wanted.isEmpty()) {
      useKerberos(configuration);
    } else if (loggedIn.isEmpty()) {
      logIn(configuration, wanted.get());
    } else {
      requireSame(loggedIn.get(), wanted.get());
    }
  }

  private static void useKerberos(Configuration configuration) throws IOException {
    if (!UserGroupInformation.isSecurityEnabled()) {
      UserGroupInformation.setConfiguration(configuration);
      // Again, if Hadoop has looked for its user before and took the one of the machine.
      UserGroupInformation.loginUserFromSubject(null);
    }
  }

  private static void logIn(Configuration configuration, KerberosSettings settings)
      throws IOException {
    UserGroupInformation.setConfiguration(configuration);
    String keytab = Path.of(settings.keytab()).toAbsolutePath().toString();
    try {
      UserGroupInformation.loginUserFromKeytab(settings.principal(), keytab);
    } catch (IOException failed) {
      throw new IOException(refused(settings, keytab, failed), failed);
    }
    loggedIn = Optional.of(settings);
    TicketRenewal.start(UserGroupInformation.getLoginUser(), settings);
  }

  private static String refused(KerberosSettings settings, String keytab, IOException failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return "Cannot log in as spark.kerberos.principal %s with spark.kerberos.keytab %s (%s); check that the keytab holds the principal's present key (klist -k, kinit -k), and that krb5.conf (java.security.krb5.conf) names a KDC that can be reached."
        .formatted(
            Printable.text(settings.principal()),
            Printable.text(keytab),
            Printable.text(cause.getMessage()));
  }

  private static void requireSame(KerberosSettings present, KerberosSettings wanted)
      throws IOException {
    if (!present.principal().equals(wanted.principal())) {
      throw new IOException(
          "spark.kerberos.principal is %s, and this process has logged in as %s; a process has one Kerberos user, use the same or a process of its own."
              .formatted(Printable.text(wanted.principal()), Printable.text(present.principal())));
    }
  }

  private static void warnOfNoUse(KerberosSettings settings) {
    if (!warned) {
      warned = true;
      LOG.warn(
          "spark.kerberos.principal is {}, and Hadoop's {} is not kerberos, so nobody logs in; set it in the cluster's core-site.xml (HADOOP_CONF_DIR) or by spark.hadoop.{}.",
          Printable.text(settings.principal()),
          CommonConfigurationKeysPublic.HADOOP_SECURITY_AUTHENTICATION,
          CommonConfigurationKeysPublic.HADOOP_SECURITY_AUTHENTICATION);
    }
  }
}

package dev.tidemill.core.hadoop.client;

import dev.tidemill.core.conf.KerberosSettings;
import dev.tidemill.core.text.Printable;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets a new ticket from the keytab before the old one ends, for as long as the process runs.
 *
 * <p>Not by Hadoop's own thread ({@code hadoop.kerberos.keytab.login.autorenewal.enabled}): that
 * gives up for ever after one attempt that fails, since the attempt has destroyed the ticket by
 * which it reckons the next one. Nor only by Hadoop's clients, which log in again once a connection
 * has been refused, and wait up to five seconds before.
 */
final class TicketRenewal implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TicketRenewal.class);

  private final UserGroupInformation user;
  private final KerberosSettings settings;
  private boolean failing; // of the one thread

  private TicketRenewal(UserGroupInformation user, KerberosSettings settings) {
    this.user = user;
    this.settings = settings;
  }

  static void start(UserGroupInformation user, KerberosSettings settings) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "tidemill-kerberos");
              made.setDaemon(true);
              return made;
            });
    long period = settings.reloginPeriod();
    thread.scheduleWithFixedDelay(
        new TicketRenewal(user, settings), period, period, TimeUnit.MILLISECONDS);
  }

  /** Does nothing before four fifths of the ticket's life are over. */
  @Override
  public void run() {
    try {
      user.checkTGTAndReloginFromKeytab();
      failing = false;
    } catch (IOException | RuntimeException failed) { // One that came out would be the last.
      if (!failing) {
        failing = true;
        LOG.warn(
            "No new Kerberos ticket for {} ({}); tried again every {} ms. Check that the KDC can be reached and that {} is still its keytab.",
            Printable.text(settings.principal()),
            Printable.text(failed),
            settings.reloginPeriod(),
            Printable.text(settings.keytab()));
      }
    }
  }
}

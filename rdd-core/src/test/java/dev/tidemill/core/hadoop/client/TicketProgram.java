package dev.tidemill.core.hadoop.client;

import dev.tidemill.SparkConf;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Runs jobs for longer than its tickets live. Run in its own JVM by {@link KerberosTest}.
 *
 * <p>Every look at HDFS asks for a connection, and so for a ticket that is good: the settings let
 * none stay open.
 */
final class TicketProgram {
  private static final long DEADLINE_NANOS = 20_000_000_000L;

  private TicketProgram() {}

  /**
   * @param arguments a directory on HDFS to work in, and the keytab of the settings
   */
  public static void main(String[] arguments) throws IOException {
    SparkConf conf = new SparkConf().setMaster("local[1]").setAppName("tickets");
    FileStore store = FileStores.open(arguments[0], HadoopSettings.of(conf));
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      context
          .parallelize(List.of("written late"), 1)
          .map(line -> afterTheTicket(line, store))
          .saveAsTextFile(arguments[0] + "/text");
      System.out.println(context.textFile(arguments[0] + "/text").collect());
      goOnWithoutTheKeytabForAWhile(Path.of(arguments[1]));
      System.out.println(context.textFile(arguments[0] + "/text").count());
    }
  }

  /** Gives the line once the first ticket has ended; meanwhile there always was one. */
  private static String afterTheTicket(String line, FileStore store) {
    Date end = ticket().orElseThrow().getEndTime();
    await(
        "the first ticket's end",
        () -> {
          look(store);
          if (ticket().filter(KerberosTicket::isCurrent).isEmpty()) {
            throw new IllegalStateException("The ticket has ended before there was a new one.");
          }
          return new Date().after(end);
        });
    return line;
  }

  private static void look(FileStore store) {
    try {
      store.list("");
    } catch (IOException failed) {
      throw new IllegalStateException("Without a ticket?", failed);
    }
  }

  /** One renewal that fails takes the ticket away; the next one gets another. */
  private static void goOnWithoutTheKeytabForAWhile(Path keytab) throws IOException {
    Path away = keytab.resolveSibling("away");
    Files.move(keytab, away);
    await("a renewal that fails", () -> ticket().isEmpty());
    System.out.println("no ticket");
    Files.move(away, keytab);
    await("the next renewal", () -> ticket().filter(KerberosTicket::isCurrent).isPresent());
  }

  private static void await(String what, BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > DEADLINE_NANOS) {
        throw new IllegalStateException("Waited in vain for " + what);
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static Optional<KerberosTicket> ticket() {
    try {
      Method method = UserGroupInformation.class.getDeclaredMethod("getSubject");
      method.setAccessible(true);
      Subject subject = (Subject) method.invoke(UserGroupInformation.getLoginUser());
      synchronized (subject.getPrivateCredentials()) { // as a renewal does, from old to new
        return subject.getPrivateCredentials(KerberosTicket.class).stream()
            .filter(ticket -> ticket.getServer().getName().startsWith("krbtgt/"))
            .findAny();
      }
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

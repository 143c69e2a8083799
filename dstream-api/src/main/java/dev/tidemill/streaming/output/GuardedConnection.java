package dev.tidemill.streaming.output;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;

/** A connection that leaves the end of the transaction to its owner. */
final class GuardedConnection {
  private static final Set<String> OWNERS = Set.of("commit", "setAutoCommit", "close", "abort");

  private GuardedConnection() {}

  static Connection of(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            GuardedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              boolean rollback = method.getName().equals("rollback") && arguments == null;
              if (rollback || OWNERS.contains(method.getName())) {
                throw new IllegalStateException(
                    method.getName()
                        + ": the connection of a BatchOutput is committed when the function"
                        + " returns, and rolled back when it throws; leave the call out.");
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}

package dev.tidemill.dstream.state;

import dev.tidemill.SparkConf;
import dev.tidemill.core.text.Printable;

/**
 * What states read from the settings.
 *
 * @param limit of states that do not say one themselves
 * @param timeoutsAtCheckpoints whether keys time out only at the checkpoint interval of a state
 */
public record StateSettings(StateLimit limit, boolean timeoutsAtCheckpoints) {
  public static StateSettings of(SparkConf conf) {
    StateLimit limit =
        new StateLimit(
            most("tidemill.state.maxKeys", conf.getLong("tidemill.state.maxKeys", Long.MAX_VALUE)),
            conf.contains("tidemill.state.maxBytes")
                ? most(
                    "tidemill.state.maxBytes", conf.getSizeAsBytes("tidemill.state.maxBytes", "1"))
                : Long.MAX_VALUE,
            choice(conf, "tidemill.state.onLimit", "fail", "evictOldest"));
    return new StateSettings(
        limit, choice(conf, "tidemill.state.timeouts", "exact", "atCheckpoints"));
  }

  private static long most(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " is " + value + "; use 1 or more.");
    }
    return value;
  }

  /** Whether it is the second one; the first by default. */
  private static boolean choice(SparkConf conf, String key, String first, String second) {
    String value = conf.get(key, first);
    if (!value.equals(first) && !value.equals(second)) {
      throw new IllegalArgumentException(
          key + " is '" + Printable.text(value) + "'; use " + first + " or " + second + ".");
    }
    return value.equals(second);
  }

  /** What holds for a state that says this itself. */
  public StateLimit limit(StateLimit own) {
    return new StateLimit(
        own.keys() == Long.MAX_VALUE ? limit.keys() : own.keys(),
        own.bytes() == Long.MAX_VALUE ? limit.bytes() : own.bytes(),
        own.evicts() || limit.evicts());
  }
}

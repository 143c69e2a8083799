package dev.tidemill.dstream.state;

import dev.tidemill.SparkConf;
import dev.tidemill.core.conf.SettingValues;

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
            SettingValues.requirePositive(
                "tidemill.state.maxKeys", conf.getLong("tidemill.state.maxKeys", Long.MAX_VALUE)),
            conf.contains("tidemill.state.maxBytes")
                ? SettingValues.requirePositive(
                    "tidemill.state.maxBytes", conf.getSizeAsBytes("tidemill.state.maxBytes", "1"))
                : Long.MAX_VALUE,
            SettingValues.isOther(conf, "tidemill.state.onLimit", "fail", "evictOldest"));
    return new StateSettings(
        limit, SettingValues.isOther(conf, "tidemill.state.timeouts", "exact", "atCheckpoints"));
  }

  /** What holds for a state that says this itself. */
  public StateLimit limit(StateLimit own) {
    return new StateLimit(
        own.keys() == Long.MAX_VALUE ? limit.keys() : own.keys(),
        own.bytes() == Long.MAX_VALUE ? limit.bytes() : own.bytes(),
        own.evicts() || limit.evicts());
  }
}

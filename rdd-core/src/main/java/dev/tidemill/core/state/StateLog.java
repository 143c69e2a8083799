package dev.tidemill.core.state;

import java.io.IOException;

public interface StateLog {
  void removed(Object key) throws IOException;

  void put(Object key, Object value, long time) throws IOException;
}

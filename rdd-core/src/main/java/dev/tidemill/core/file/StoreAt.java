package dev.tidemill.core.file;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.util.Map;

/**
 * What travels in place of a store: its root and Hadoop's settings, opened again where it is read.
 */
record StoreAt(String root, Map<String, String> settings) implements Serializable {
  private Object readResolve() throws ObjectStreamException {
    try {
      return FileStores.open(root, settings);
    } catch (IOException failed) {
      InvalidObjectException unread = new InvalidObjectException("Cannot open " + root);
      unread.initCause(failed);
      throw unread;
    }
  }
}

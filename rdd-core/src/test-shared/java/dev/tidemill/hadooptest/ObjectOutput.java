package dev.tidemill.hadooptest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.StreamCapabilities;

/** An object in the making: it is handed over when it is closed, unless it was given up. */
final class ObjectOutput extends ByteArrayOutputStream implements Abortable, StreamCapabilities {

  /** Takes the object. */
  interface Upload {
    void put(byte[] bytes) throws IOException;
  }

  private final Upload upload;
  private final boolean abortable;
  private boolean over;

  ObjectOutput(Upload upload, boolean abortable) {
    this.upload = upload;
    this.abortable = abortable;
  }

  @Override
  public void close() throws IOException {
    if (!over) {
      over = true;
      upload.put(toByteArray());
    }
  }

  @Override
  public AbortableResult abort() {
    over = true;
    return new AbortableResult() {
      @Override
      public boolean alreadyClosed() {
        return false;
      }

      @Override
      public IOException anyCleanupException() {
        return null;
      }
    };
  }

  @Override
  public boolean hasCapability(String capability) {
    return abortable && capability.equals(CommonPathCapabilities.ABORTABLE_STREAM);
  }
}

package dev.tidemill.core.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.SequenceFile.Writer;
import org.apache.hadoop.io.serializer.WritableSerialization;

/**
 * The form that {@code objectFile} reads, ours and the legacy engine's: a sequence file whose
 * values are Java-serialised arrays of up to ten records.
 */
public record ObjectParts() implements PartFormat<Object> {
  private static final int RECORDS_IN_ARRAY = 10;

  @Override
  public String extension() {
    return "";
  }

  @Override
  public PartWriter<Object> begin(OutputStream out) throws IOException {
    // Without the defaults, which would be read from files and name classes that we do not bring.
    Configuration conf = new Configuration(false);
    conf.set("io.serializations", WritableSerialization.class.getName());
    return new Arrays(
        SequenceFile.createWriter(
            conf,
            Writer.stream(new FSDataOutputStream(out, null)),
            Writer.keyClass(NullWritable.class),
            Writer.valueClass(BytesWritable.class),
            Writer.compression(CompressionType.NONE)));
  }

  private static final class Arrays implements PartWriter<Object> {
    private final Writer file;
    private final List<Object> waiting = new ArrayList<>(RECORDS_IN_ARRAY);

    Arrays(Writer file) {
      this.file = file;
    }

    @Override
    public void write(Object record) throws IOException {
      waiting.add(record);
      if (waiting.size() == RECORDS_IN_ARRAY) {
        writeArray();
      }
    }

    private void writeArray() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
        objects.writeObject(waiting.toArray());
      }
      file.append(NullWritable.get(), new BytesWritable(bytes.toByteArray()));
      waiting.clear();
    }

    @Override
    public void finish() throws IOException {
      if (!waiting.isEmpty()) {
        writeArray();
      }
      file.close(); // the stream is not its own, so that stays open
    }
  }
}

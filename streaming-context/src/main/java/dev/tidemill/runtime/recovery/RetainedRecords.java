package dev.tidemill.runtime.recovery;

import dev.tidemill.SparkContext;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.RecordReader;
import dev.tidemill.core.codec.RecordWriter;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.rdd.Actions;
import dev.tidemill.rdd.RDD;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Datasets as bytes and back. */
final class RetainedRecords {
  private final SparkContext context;
  private final Codec codec;

  RetainedRecords(SparkContext context, Codec codec) {
    this.context = context;
    this.codec = codec;
  }

  /** Runs a job; gives the records of each partition. */
  List<byte[]> encode(Plan<?> plan) throws IOException {
    int[] all = IntStream.range(0, plan.partitionCount()).toArray();
    List<byte[]> partitions = new ArrayList<>(all.length);
    for (List<?> records : Actions.collectPartitions(new RDD<>(context, plan), all)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (RecordWriter writer = codec.writer(bytes)) {
        for (Object record : records) {
          writer.write(record);
        }
      }
      partitions.add(bytes.toByteArray());
    }
    return partitions;
  }

  Plan<?> decode(List<byte[]> partitions) throws IOException {
    List<List<Object>> records = new ArrayList<>(partitions.size());
    for (byte[] partition : partitions) {
      List<Object> of = new ArrayList<>();
      try (RecordReader reader = codec.reader(partition)) {
        while (reader.advance()) {
          of.add(reader.record());
        }
      }
      records.add(of);
    }
    return new Source<>(GivenData.ofPartitions(records, context.isolation()));
  }
}

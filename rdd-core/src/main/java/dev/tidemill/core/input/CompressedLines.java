package dev.tidemill.core.input;

import dev.tidemill.core.text.LineTooLongException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.SplitCompressionInputStream;
import org.apache.hadoop.io.compress.SplittableCompressionCodec;
import org.apache.hadoop.io.compress.SplittableCompressionCodec.READ_MODE;
import org.apache.hadoop.mapreduce.lib.input.CompressedSplitLineReader;
import org.apache.hadoop.mapreduce.lib.input.SplitLineReader;

/**
 * The lines of a compressed file, or of those of its blocks that begin in a part. Which line
 * belongs to which block is told by Hadoop's reader, as in Hadoop's own text format: the stream
 * gives its position at the borders of blocks only.
 */
final class CompressedLines implements PartRecords.Part<String> {
  private static final Configuration NO_SETTINGS = new Configuration(false);
  // A whole file is read to its end, wherever the bytes come from.
  private static final long ALL = Long.MAX_VALUE;

  private final InputStream stream;
  private final SplitLineReader reader;
  private final long to;
  private final int maxLineBytes;
  private final Text line = new Text();
  private final boolean fromTheBeginning;
  private long passed;

  private CompressedLines(
      InputStream stream,
      SplitLineReader reader,
      boolean fromTheBeginning,
      long to,
      int maxLineBytes) {
    this.fromTheBeginning = fromTheBeginning;
    this.stream = stream;
    this.reader = reader;
    this.to = to;
    this.maxLineBytes = maxLineBytes;
  }

  static CompressedLines open(FileSplit split, CompressionCodec codec, int maxLineBytes)
      throws IOException {
    InputFile file = split.file();
    SeekableFile bytes = new SeekableFile(file.store(), file.name(), file.length());
    try {
      return codec instanceof SplittableCompressionCodec cuttable
          ? blocks(cuttable, split, bytes, maxLineBytes)
          : whole(codec, bytes, maxLineBytes);
    } catch (IOException | RuntimeException failed) {
      bytes.close();
      throw failed;
    }
  }

  private static CompressedLines whole(CompressionCodec codec, SeekableFile bytes, int maxLineBytes)
      throws IOException {
    InputStream stream = HadoopCodecs.stream(codec, bytes);
    return new CompressedLines(
        stream, new SplitLineReader(stream, NO_SETTINGS, null), true, ALL, maxLineBytes);
  }

  private static CompressedLines blocks(
      SplittableCompressionCodec codec, FileSplit split, SeekableFile bytes, int maxLineBytes)
      throws IOException {
    SplitCompressionInputStream stream =
        codec.createInputStream(
            bytes, codec.createDecompressor(), split.from(), split.to(), READ_MODE.BYBLOCK);
    CompressedLines lines =
        new CompressedLines(
            stream,
            new CompressedSplitLineReader(stream, NO_SETTINGS, null),
            stream.getAdjustedStart() == 0,
            stream.getAdjustedEnd(),
            maxLineBytes);
    if (stream.getAdjustedStart() != 0) {
      lines.reader.readLine(new Text(), 0); // it belongs to the part before
    }
    return lines;
  }

  @Override
  public String next() throws IOException {
    boolean inPart =
        to == ALL
            || ((SplitCompressionInputStream) stream).getPos() <= to
            || reader.needAdditionalRecordAfterSplit();
    if (!inPart) {
      return null;
    }
    int read = reader.readLine(line, maxLineBytes + 1);
    if (read == 0) {
      return null;
    }
    long start = passed;
    passed += read;
    if (line.getLength() > maxLineBytes) {
      throw new LineTooLongException(start, maxLineBytes);
    }
    return start == 0 && fromTheBeginning
        ? LineRules.withoutMark(line.toString())
        : line.toString();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

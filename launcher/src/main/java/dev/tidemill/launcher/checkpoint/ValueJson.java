package dev.tidemill.launcher.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * Values as JSON: numbers, truth values, texts and null as they are; lists, sets, arrays and tuples
 * as arrays; maps with their keys as texts and records as objects; everything else, and numbers
 * that JSON does not have, as its text.
 */
final class ValueJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String TUPLE = "dev.tidemill.Tuple";

  private final JsonGenerator json;

  private ValueJson(JsonGenerator json) {
    this.json = json;
  }

  /** One line: {@code {"key":...,"value":...}}. */
  static String line(Object key, Object value) throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      ValueJson writer = new ValueJson(json);
      json.writeStartObject();
      json.writeFieldName("key");
      writer.write(key);
      json.writeFieldName("value");
      writer.write(value);
      json.writeEndObject();
    }
    return line.toString();
  }

  private void write(Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Number number) {
      write(number);
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Iterable<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        write(item);
      }
      json.writeEndArray();
    } else if (value.getClass().isArray()) {
      json.writeStartArray();
      for (int i = 0; i < Array.getLength(value); i++) {
        write(Array.get(value, i));
      }
      json.writeEndArray();
    } else if (value.getClass().getName().startsWith(TUPLE)) {
      writeTuple(value);
    } else if (value.getClass().isRecord()) {
      writeRecord(value);
    } else {
      json.writeString(value.toString());
    }
  }

  private void write(Number number) throws IOException {
    if (number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte) {
      json.writeNumber(number.longValue());
    } else if (number instanceof BigInteger large) {
      json.writeNumber(large);
    } else if (number instanceof BigDecimal exact) {
      json.writeNumber(exact);
    } else if (Double.isFinite(number.doubleValue())
        && (number instanceof Double || number instanceof Float)) {
      json.writeNumber(number.toString()); // a float as the digits that mean it
    } else {
      json.writeString(number.toString());
    }
  }

  private void writeTuple(Object tuple) throws IOException {
    json.writeStartArray();
    for (Field field : tuple.getClass().getFields()) {
      if (field.getName().startsWith("_")) {
        write(read(field, tuple));
      }
    }
    json.writeEndArray();
  }

  private void writeRecord(Object value) throws IOException {
    json.writeStartObject();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      json.writeFieldName(component.getName());
      write(read(component.getAccessor(), value));
    }
    json.writeEndObject();
  }

  private static Object read(AccessibleObject member, Object of) {
    try {
      member.setAccessible(true);
      return member instanceof Field field ? field.get(of) : ((Method) member).invoke(of);
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException("Cannot read " + member, failed);
    }
  }
}

package benchmarks.worker;

/**
 * One JSON object on one line. By hand, so that no library enters the process that is measured;
 * names and texts are our own and need no escaping.
 */
final class JsonLine {
  private final StringBuilder fields = new StringBuilder();

  JsonLine number(String name, Number value) {
    return field(name, String.valueOf(value));
  }

  JsonLine text(String name, String value) {
    return field(name, '"' + value + '"');
  }

  JsonLine object(String name, JsonLine value) {
    return field(name, value.text());
  }

  private JsonLine field(String name, String value) {
    fields.append(fields.isEmpty() ? "" : ",").append('"').append(name).append("\":").append(value);
    return this;
  }

  String text() {
    return "{" + fields + "}";
  }
}

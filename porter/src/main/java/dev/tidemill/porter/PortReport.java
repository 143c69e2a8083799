package dev.tidemill.porter;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a program.
 *
 * @param files how many sources and build files were read
 * @param changed the names of those that changed, relative to what was ported
 * @param changes in the order of files and lines
 * @param remarks sorted by files and lines
 * @param failures of files that were not written, since they are not Java
 */
public record PortReport(
    int files,
    List<String> changed,
    List<Change> changes,
    List<Remark> remarks,
    List<UnparsableSourceException> failures) {
  public PortReport {
    changed = List.copyOf(changed);
    changes = List.copyOf(changes);
    remarks =
        remarks.stream()
            .sorted(Comparator.comparing(Remark::file).thenComparing(Remark::line))
            .toList();
    failures = List.copyOf(failures);
  }

  /** Counts, then what to look at, file by file; for people. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(count(files, "file")).append(" read, ");
    text.append(changed.size()).append(" changed in ").append(count(changes.size(), "place"));
    text.append(", ").append(count(remarks.size(), "remark"));
    text.append(failures.isEmpty() ? "" : ", " + count(failures.size(), "file") + " not ported");
    text.append('\n');
    failures.forEach(failure -> text.append('\n').append(failure.getMessage()).append('\n'));
    Map<String, StringBuilder> byFile = new TreeMap<>();
    for (Remark remark : remarks) {
      byFile.computeIfAbsent(remark.file(), file -> new StringBuilder()).append(lines(remark));
    }
    byFile.forEach((file, lines) -> text.append('\n').append(file).append('\n').append(lines));
    return text.toString();
  }

  private static String lines(Remark remark) {
    String place = remark.line() > 0 ? "line " + remark.line() + ": " : "";
    return "  "
        + place
        + remark.what()
        + ": "
        + remark.why()
        + ".\n    "
        + upper(remark.remedy())
        + ".\n";
  }

  private static String upper(String order) {
    return Character.toUpperCase(order.charAt(0)) + order.substring(1);
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}

package dev.tidemill.porter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the rules say about one file. A thing that is said twice of a line is kept once. */
final class Notes {
  private final String file;
  private final Set<Change> changes = new LinkedHashSet<>();
  private final Set<Remark> remarks = new LinkedHashSet<>();

  Notes(String file) {
    this.file = file;
  }

  void change(int line, String what) {
    changes.add(new Change(file, line, what));
  }

  void remark(int line, String what, Advice advice) {
    remarks.add(new Remark(file, line, what, advice.why(), advice.remedy()));
  }

  void remark(int line, String what, String why, String remedy) {
    remark(line, what, new Advice(why, remedy));
  }

  List<Change> changes() {
    List<Change> sorted = new ArrayList<>(changes);
    sorted.sort(Comparator.comparingInt(Change::line));
    return sorted;
  }

  List<Remark> remarks() {
    List<Remark> sorted = new ArrayList<>(remarks);
    sorted.sort(Comparator.comparingInt(Remark::line));
    return sorted;
  }
}

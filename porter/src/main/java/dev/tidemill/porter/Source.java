package dev.tidemill.porter;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;

/** What rules work on: one parsed file, and what has been noted about it so far. */
record Source(
    CompilationUnit unit,
    SourceText text,
    Names names,
    Imports imports,
    Edits edits,
    Notes notes,
    Kinds kinds) {

  static Source of(String file, String text, CompilationUnit unit, OtherMethods others) {
    Names names = new Names(unit);
    return new Source(
        unit,
        new SourceText(text),
        names,
        new Imports(unit, names),
        new Edits(),
        new Notes(file),
        new Kinds(unit, others));
  }

  void replace(Node node, String with) {
    edits.replace(text.start(node), text.end(node), with);
  }

  void insertBefore(Node node, String inserted) {
    edits.insert(text.start(node), inserted);
  }

  void insertAfter(Node node, String inserted) {
    edits.insert(text.end(node), inserted);
  }

  void change(Node at, String what) {
    notes.change(SourceText.line(at), what);
  }

  void remark(Node at, String what, String why, String remedy) {
    notes.remark(SourceText.line(at), what, why, remedy);
  }
}

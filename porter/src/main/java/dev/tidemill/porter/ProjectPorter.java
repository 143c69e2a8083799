package dev.tidemill.porter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Ports a file, or a directory with all sources and build files in it. What builds and version
 * control leave there is not looked at. Thread-safe.
 */
public final class ProjectPorter {
  /**
   * Ports a program.
   *
   * @param from a file or a directory
   * @throws IOException if something cannot be read or written; what has been written stays
   * @throws IllegalArgumentException if the target is not empty, or inside what is ported
   */
  public PortReport port(Path from, Target target) throws IOException {
    Objects.requireNonNull(from, "port: from is null; name a file or a directory.");
    Objects.requireNonNull(target, "port: target is null; use Target.inPlace() or directory(...).");
    if (!Files.exists(from)) {
      throw new IllegalArgumentException(
          "port: '" + from + "' does not exist; name a file or a directory.");
    }
    boolean single = !Files.isDirectory(from);
    Path start = single ? from.toRealPath() : from;
    Path root = single ? start.getParent() : start;
    List<Path> files = single ? List.of(start.getFileName()) : ProjectFiles.below(start);
    Output output = Output.of(from, root, target);
    Set<String> ownTypes = new HashSet<>();
    OtherMethods others = new OtherMethods();
    StringBuilder builds = new StringBuilder();
    for (Path file : files) {
      String name = portedName(root.resolve(file));
      if (name.endsWith(".java")) {
        String text = FileText.read(root.resolve(file)).text();
        OwnTypes.of(name, text).ifPresent(ownTypes::add);
        Parsing.parseIfGood(text).ifPresent(others::add);
      } else if (BuildFile.isBuildFile(name)) {
        builds.append(FileText.read(root.resolve(file)).text());
      }
    }
    Run run = new Run(root, new SourcePorter(ownTypes, others), builds.toString(), output);
    for (Path file : files) {
      run.port(file);
    }
    return run.report();
  }

  /** A link is never ported: what it leads to is, if it is in the same place. */
  private static String portedName(Path file) {
    return Files.isSymbolicLink(file) ? "" : file.getFileName().toString();
  }

  /** One call's results, as they come. Not thread-safe. */
  private static final class Run {
    private final Path root;
    private final SourcePorter porter;
    private final String builds;
    private final Output output;
    private final List<String> changed = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final List<UnparsableSourceException> failures = new ArrayList<>();
    private int read;

    private Run(Path root, SourcePorter porter, String builds, Output output) {
      this.root = root;
      this.porter = porter;
      this.builds = builds;
      this.output = output;
    }

    private PortReport report() {
      return new PortReport(read, changed, changes, remarks, failures);
    }

    private void port(Path file) throws IOException {
      String name = portedName(root.resolve(file));
      String shown = file.toString().replace('\\', '/');
      if (name.endsWith(".java")) {
        portSource(file, shown);
      } else if (BuildFile.isBuildFile(name)) {
        read++;
        Notes notes = new Notes(shown);
        FileText old = FileText.read(root.resolve(file));
        finish(file, shown, old, BuildFile.port(name, old.text(), notes), notes);
      } else {
        OtherFiles.remark(root.resolve(file), shown).ifPresent(remarks::add);
        output.copy(file);
      }
    }

    private void portSource(Path file, String shown) throws IOException {
      read++;
      FileText old = FileText.read(root.resolve(file));
      try {
        PortedSource ported = porter.port(shown, old.text());
        Notes jars = new Notes(shown);
        Jars.remark(ported.text(), builds, jars);
        changes.addAll(ported.changes());
        remarks.addAll(ported.remarks());
        finish(file, shown, old, ported.text(), jars);
      } catch (UnparsableSourceException e) {
        failures.add(e);
      }
    }

    private void finish(Path file, String shown, FileText old, String text, Notes notes)
        throws IOException {
      changes.addAll(notes.changes());
      remarks.addAll(notes.remarks());
      if (text.equals(old.text())) {
        output.copy(file);
      } else {
        changed.add(shown);
        output.write(file, old.encoded(text));
      }
    }
  }
}

package dev.tidemill.porter;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import java.util.LinkedHashSet;
import java.util.Set;

/** Adds imports, each on the line of another one, so that no line gets another number. */
final class Imports {
  private final CompilationUnit unit;
  private final Names names;
  private final Set<String> added = new LinkedHashSet<>();

  Imports(CompilationUnit unit, Names names) {
    this.unit = unit;
    this.names = names;
  }

  /**
   * How a type may be written, which is imported if need be. A file without imports and package has
   * no line for one; there the full name is written.
   */
  String use(String fullName) {
    int dot = fullName.lastIndexOf('.');
    String simpleName = fullName.substring(dot + 1);
    if (!names.free(simpleName, fullName)) {
      return isImportedAsLegacy(simpleName, fullName) ? simpleName : fullName;
    }
    if (before() == null && !names.importsAllOf(fullName.substring(0, dot))) {
      return fullName;
    }
    if (names.importOf(simpleName).isEmpty() && !isInReach(fullName.substring(0, dot))) {
      added.add(fullName);
    }
    return simpleName;
  }

  /** Imports a type whatever other imports on demand would give for its simple name. */
  void add(String fullName) {
    added.add(fullName);
  }

  /** Tells that the import of another type has become that of this one. */
  void imported(String fullName) {
    added.remove(fullName);
  }

  private boolean isImportedAsLegacy(String simpleName, String fullName) {
    return !names.isDeclared(simpleName)
        && names
            .importOf(simpleName)
            .flatMap(LegacyNames::afterPrefix)
            .equals(LegacyNames.afterPrefix(fullName))
        && LegacyNames.afterPrefix(fullName).isPresent();
  }

  private boolean isInReach(String packageName) {
    return names.importsAllOf(packageName)
        || LegacyNames.afterPrefix(packageName)
            .map(rest -> rest.isEmpty() ? LegacyNames.LEGACY : LegacyNames.LEGACY + "." + rest)
            .filter(names::importsAllOf)
            .isPresent();
  }

  void write(SourceText text, Edits edits) {
    if (added.isEmpty()) {
      return;
    }
    StringBuilder statements = new StringBuilder();
    added.forEach(name -> statements.append("import ").append(name).append("; "));
    String inserted = statements.toString().trim();
    edits.insert(text.end(before()), " " + inserted);
  }

  /** The last import, or the package; null if there is neither. */
  private Node before() {
    return unit.getImports().stream()
        .filter(declaration -> !declaration.isStatic())
        .reduce((first, second) -> second)
        .<Node>map(ImportDeclaration.class::cast)
        .or(() -> unit.getImports().stream().reduce((first, second) -> second))
        .or(() -> unit.getPackageDeclaration())
        .orElse(null);
  }
}

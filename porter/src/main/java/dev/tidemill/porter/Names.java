package dev.tidemill.porter;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import com.github.javaparser.ast.type.TypeParameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which types the simple names of one file mean, as far as its imports and declarations tell. */
final class Names {
  private final Map<String, String> imported = new HashMap<>();
  private final List<String> importedPackages = new ArrayList<>();
  private final Set<String> declared = new HashSet<>();
  private final String ownPackage;
  private final boolean touchEngine;

  Names(CompilationUnit unit) {
    this.touchEngine = namesEngine(unit);
    this.ownPackage =
        unit.getPackageDeclaration().map(declaration -> declaration.getNameAsString()).orElse("");
    for (ImportDeclaration declaration : unit.getImports()) {
      String name = declaration.getNameAsString();
      if (declaration.isAsterisk()) {
        importedPackages.add(name);
      } else if (!declaration.isStatic()) {
        imported.put(name.substring(name.lastIndexOf('.') + 1), name);
      }
    }
    unit.findAll(TypeDeclaration.class)
        .forEach(type -> declared.add(((NodeWithSimpleName<?>) type).getNameAsString()));
    unit.findAll(TypeParameter.class).forEach(type -> declared.add(type.getNameAsString()));
  }

  String ownPackage() {
    return ownPackage;
  }

  boolean isDeclared(String simpleName) {
    return declared.contains(simpleName);
  }

  Optional<String> importOf(String simpleName) {
    return Optional.ofNullable(imported.get(simpleName));
  }

  boolean importsAllOf(String packageName) {
    return importedPackages.contains(packageName);
  }

  /** Whether the file has to do with the engine at all. */
  boolean touchEngine() {
    return touchEngine;
  }

  private static boolean namesEngine(CompilationUnit unit) {
    for (JavaToken token : unit.getTokenRange().orElseThrow()) {
      boolean named =
          DottedName.at(token)
              .filter(name -> name.startsWith(LegacyNames.LEGACY) || isOurs(name))
              .isPresent();
      if (named) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOurs(DottedName name) {
    return name.startsWith(LegacyNames.OURS);
  }

  /** What follows the prefix of an engine's type; empty for every other type. */
  Optional<String> engineType(Type type) {
    if (!(type instanceof ClassOrInterfaceType named)) {
      return Optional.empty();
    }
    String name = named.getNameWithScope();
    if (named.getScope().isPresent()) {
      return LegacyNames.afterPrefix(name).filter(LegacyNames::isUnderstood);
    }
    if (declared.contains(name)) {
      return Optional.empty();
    }
    String full = imported.get(name);
    if (full != null) {
      return LegacyNames.afterPrefix(full).filter(LegacyNames::isUnderstood);
    }
    return importedPackages.stream()
        .flatMap(from -> LegacyNames.afterPrefix(from).stream())
        .map(from -> from.isEmpty() ? name : from + "." + name)
        .filter(LegacyNames::isUnderstood)
        .findFirst()
        .or(() -> inOwnPackage(name));
  }

  boolean isEngineType(Type type, String name) {
    return engineType(type).filter(name::equals).isPresent();
  }

  private Optional<String> inOwnPackage(String name) {
    return LegacyNames.afterPrefix(ownPackage)
        .map(own -> own.isEmpty() ? name : own + "." + name)
        .filter(LegacyNames::isUnderstood);
  }

  /** Whether this simple name may be written for that type. */
  boolean free(String simpleName, String fullName) {
    return !declared.contains(simpleName)
        && (!imported.containsKey(simpleName) || imported.get(simpleName).equals(fullName));
  }
}

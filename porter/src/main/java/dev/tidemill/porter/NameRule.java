package dev.tidemill.porter;

import com.github.javaparser.JavaToken;
import com.github.javaparser.Range;
import com.github.javaparser.ast.ImportDeclaration;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.PackageDeclaration;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces prefixes wherever code names a type in full: imports, types, expressions. Comments are
 * left alone. Comes after the rules that replace types by others, whose edits it respects.
 */
final class NameRule implements Rule {
  private final Set<String> ownTypes;

  NameRule(Set<String> ownTypes) {
    this.ownTypes = ownTypes;
  }

  @Override
  public void apply(Source source) {
    Range own = source.unit().getPackageDeclaration().flatMap(Node::getRange).orElse(null);
    for (JavaToken token : source.unit().getTokenRange().orElseThrow()) {
      Range range = token.getRange().orElse(null);
      if (range == null || (own != null && own.contains(range))) {
        continue;
      }
      DottedName.at(token)
          .filter(name -> !source.edits().covers(source.text().start(range)))
          .ifPresent(name -> port(source, name));
    }
    guavaOnDemand(source);
    if (source.names().importsAllOf("scala") && usesUnimported(source, "Serializable")) {
      source.imports().use("java.io.Serializable");
    }
  }

  private static boolean usesUnimported(Source source, String simpleName) {
    return !source.names().isDeclared(simpleName)
        && source.names().importOf(simpleName).isEmpty()
        && source.unit().findAll(ClassOrInterfaceType.class).stream()
            .anyMatch(type -> type.getNameWithScope().equals(simpleName));
  }

  private void port(Source source, DottedName name) {
    if (name.startsWith(LegacyNames.LEGACY)) {
      portLegacy(source, name);
    } else if (isScala(name)) {
      ScalaNames.port(source, name);
    } else if (name.startsWith(LegacyNames.GUAVA_OPTIONAL) && source.names().touchEngine()) {
      replaceParts(source, name, 5, LegacyNames.OURS + ".api.java.Optional");
    }
  }

  private static boolean isScala(DottedName name) {
    return name.part(0).getText().equals("scala") && (name.size() > 1 || name.asterisk());
  }

  private void portLegacy(Source source, DottedName name) {
    if (isOwn(source, name)) {
      return;
    }
    Optional<String> type = typeIn(name);
    if (type.isEmpty() && !isPackageOnDemand(name)) {
      remarkUnknown(source, name);
      return;
    }
    if (type.isPresent() || name.asterisk()) {
      replaceParts(source, name, 3, LegacyNames.OURS);
      String found =
          type.orElseGet(() -> LegacyNames.afterPrefix(name.first(name.size())).orElseThrow());
      Unported.limits(found).ifPresent(advice -> remark(source, name, found, advice));
    }
  }

  private static void remark(Source source, DottedName name, String type, Advice advice) {
    source.notes().remark(line(name), LegacyNames.LEGACY + "." + type, advice);
  }

  private boolean isOwn(Source source, DottedName name) {
    for (int count = name.size(); count > 3; count--) {
      if (ownTypes.contains(name.first(count))) {
        return true;
      }
    }
    String own = source.names().ownPackage();
    int parts = own.split("\\.").length;
    if (name.startsWith(own.isEmpty() ? "?" : own)
        && name.size() > parts
        && source.names().isDeclared(name.part(parts).getText())) {
      return true;
    }
    return name.startsWith(own.isEmpty() ? "?" : own)
        && !LegacyNames.isPackage(LegacyNames.afterPrefix(own).orElse("?"));
  }

  private static Optional<String> typeIn(DottedName name) {
    for (int count = 4; count <= name.size(); count++) {
      String type = name.first(count).substring(LegacyNames.LEGACY.length() + 1);
      if (LegacyNames.isType(type)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static boolean isPackageOnDemand(DottedName name) {
    return name.asterisk()
        && LegacyNames.afterPrefix(name.first(name.size()))
            .filter(LegacyNames::isPackage)
            .isPresent();
  }

  private static void remarkUnknown(Source source, DottedName name) {
    String full = name.first(typeEnd(name)) + (name.asterisk() ? ".*" : "");
    source.notes().remark(line(name), full, Unported.advice(full));
  }

  /** Names end with their first capitalised part; what follows are members. */
  private static int typeEnd(DottedName name) {
    for (int i = 3; i < name.size(); i++) {
      if (Character.isUpperCase(name.part(i).getText().charAt(0))) {
        return i + 1;
      }
    }
    return name.size();
  }

  static int line(DottedName name) {
    return name.part(0).getRange().orElseThrow().begin.line;
  }

  static void replaceParts(Source source, DottedName name, int count, String with) {
    int start = source.text().start(name.part(0).getRange().orElseThrow());
    int end = source.text().end(name.part(count - 1).getRange().orElseThrow());
    source.edits().replace(start, end, with);
    source.notes().change(line(name), name.first(count) + " is " + with);
  }

  /** An import on demand would give Guava's class; one of a single type goes before it. */
  private static void guavaOnDemand(Source source) {
    Names names = source.names();
    boolean meant =
        names.importsAllOf("com.google.common.base")
            && names.touchEngine()
            && usesUnimported(source, "Optional");
    if (meant) {
      source.imports().add(LegacyNames.OURS + ".api.java.Optional");
      int line =
          source.unit().getImports().stream()
              .filter(ImportDeclaration::isAsterisk)
              .filter(all -> all.getNameAsString().equals("com.google.common.base"))
              .map(SourceText::line)
              .findFirst()
              .orElseGet(() -> source.unit().getPackageDeclaration().map(NameRule::line).orElse(1));
      source.notes().change(line, "Optional is " + LegacyNames.OURS + ".api.java.Optional");
    }
  }

  private static int line(PackageDeclaration declaration) {
    return SourceText.line(declaration);
  }
}

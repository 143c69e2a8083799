package dev.tidemill.porter;

import com.github.javaparser.ast.PackageDeclaration;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.Set;
import java.util.TreeSet;

/**
 * A program inside a package of the legacy engine keeps its package; what it got from its
 * neighbours there without an import is imported.
 */
final class OwnPackageRule implements Rule {
  private final Set<String> ownTypes;

  OwnPackageRule(Set<String> ownTypes) {
    this.ownTypes = ownTypes;
  }

  @Override
  public void apply(Source source) {
    String own = source.names().ownPackage();
    if (!own.startsWith(LegacyNames.LEGACY)
        || LegacyNames.afterPrefix(own).filter(LegacyNames::isPackage).isEmpty()) {
      return;
    }
    PackageDeclaration declaration = source.unit().getPackageDeclaration().orElseThrow();
    String rest = own.substring(LegacyNames.LEGACY.length());
    for (String name : usedNames(source)) {
      String type = (rest + "." + name).substring(1);
      if (LegacyNames.isType(type)
          && !source.names().isDeclared(name)
          && source.names().importOf(name).isEmpty()
          && !ownTypes.contains(own + "." + name)) {
        source.imports().add(LegacyNames.OURS + "." + type);
        source.change(declaration, name + " of the same package is imported");
      }
    }
  }

  private static Set<String> usedNames(Source source) {
    Set<String> used = new TreeSet<>();
    source.unit().findAll(ClassOrInterfaceType.class).stream()
        .filter(type -> type.getScope().isEmpty())
        .forEach(type -> used.add(type.getNameAsString()));
    source.unit().findAll(MethodCallExpr.class).stream()
        .flatMap(call -> call.getScope().stream())
        .filter(NameExpr.class::isInstance)
        .forEach(scope -> used.add(((NameExpr) scope).getNameAsString()));
    source.unit().findAll(FieldAccessExpr.class).stream()
        .map(FieldAccessExpr::getScope)
        .filter(NameExpr.class::isInstance)
        .forEach(scope -> used.add(((NameExpr) scope).getNameAsString()));
    return used;
  }
}

package dev.tidemill.porter;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.EnumDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks into the bodies of classes and functions. */
final class Bodies {
  /**
   * A class, anonymous or not, and one of the types that it extends or implements.
   *
   * @param body the node whose members are those of the class
   */
  record Implementation(Node body, ClassOrInterfaceType type) {
    private boolean declares(ClassOrInterfaceType named) {
      return body instanceof ClassOrInterfaceDeclaration declaration
          && declaration.getNameAsString().equals(named.getNameAsString());
    }

    /** By identity: equal trees may stand in two places. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Implementation that && body == that.body && type == that.type;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(body) * 31 + System.identityHashCode(type);
    }

    Stream<MethodDeclaration> methods(String name, int parameters) {
      return Scope.membersOf(body).stream()
          .filter(MethodDeclaration.class::isInstance)
          .map(MethodDeclaration.class::cast)
          .filter(method -> method.getNameAsString().equals(name))
          .filter(method -> method.getParameters().size() == parameters);
    }
  }

  private Bodies() {}

  /** Also through classes of the file that stand in between. */
  static List<Implementation> implementations(CompilationUnit unit) {
    List<Implementation> all = new ArrayList<>();
    for (ObjectCreationExpr creation : unit.findAll(ObjectCreationExpr.class)) {
      if (creation.getAnonymousClassBody().isPresent()) {
        all.add(new Implementation(creation, creation.getType()));
      }
    }
    for (ClassOrInterfaceDeclaration type : unit.findAll(ClassOrInterfaceDeclaration.class)) {
      type.getExtendedTypes().forEach(above -> all.add(new Implementation(type, above)));
      type.getImplementedTypes().forEach(above -> all.add(new Implementation(type, above)));
    }
    for (EnumDeclaration type : unit.findAll(EnumDeclaration.class)) {
      type.getImplementedTypes().forEach(above -> all.add(new Implementation(type, above)));
    }
    for (int known = 0; known < all.size(); known++) {
      Implementation below = all.get(known);
      for (int other = 0; other < all.size(); other++) {
        Implementation above = all.get(other);
        if (above.declares(below.type())
            && !all.contains(new Implementation(below.body(), above.type()))) {
          all.add(new Implementation(below.body(), above.type()));
        }
      }
    }
    return all;
  }

  /** The method whose result a return statement gives; empty inside a lambda. */
  static Optional<MethodDeclaration> methodAround(Node node) {
    Node around = node.getParentNode().orElse(null);
    while (around != null && !(around instanceof LambdaExpr)) {
      if (around instanceof MethodDeclaration method) {
        return Optional.of(method);
      }
      around = around.getParentNode().orElse(null);
    }
    return Optional.empty();
  }

  /** What a function returns, without the functions inside it. */
  static List<ReturnStmt> returnsOf(Node body) {
    List<ReturnStmt> found = new ArrayList<>();
    gather(body, found);
    return found;
  }

  private static void gather(Node node, List<ReturnStmt> found) {
    if (node instanceof ReturnStmt statement) {
      found.add(statement);
      return;
    }
    for (Node child : node.getChildNodes()) {
      if (!(child instanceof LambdaExpr) && !isClass(child)) {
        gather(child, found);
      }
    }
  }

  private static boolean isClass(Node node) {
    return node instanceof TypeDeclaration
        || (node instanceof ObjectCreationExpr creation
            && creation.getAnonymousClassBody().isPresent());
  }
}

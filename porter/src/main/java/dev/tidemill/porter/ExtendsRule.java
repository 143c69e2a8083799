package dev.tidemill.porter;

import com.github.javaparser.JavaToken;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.type.ClassOrInterfaceType;

/** Functions were abstract classes until 0.9; they are interfaces since. */
final class ExtendsRule implements Rule {
  @Override
  public void apply(Source source) {
    for (ClassOrInterfaceDeclaration type :
        source.unit().findAll(ClassOrInterfaceDeclaration.class)) {
      if (!type.isInterface() && type.getExtendedTypes().size() == 1) {
        port(source, type, type.getExtendedTypes(0));
      }
    }
  }

  private static void port(
      Source source, ClassOrInterfaceDeclaration type, ClassOrInterfaceType above) {
    boolean isFunction =
        source
            .names()
            .engineType(above)
            .filter(name -> name.startsWith("api.java.function."))
            .isPresent();
    if (!isFunction) {
      return;
    }
    if (!type.getImplementedTypes().isEmpty()) {
      source.remark(
          above,
          type.getNameAsString() + " extends " + above,
          "functions are interfaces since 1.0",
          "move it to the types that the class implements");
      return;
    }
    JavaToken word = above.getTokenRange().orElseThrow().getBegin();
    while (!word.getText().equals("extends")) {
      word = word.getPreviousToken().orElseThrow();
    }
    source
        .edits()
        .replace(
            source.text().start(word.getRange().orElseThrow()),
            source.text().end(word.getRange().orElseThrow()),
            "implements");
    source.change(above, type.getNameAsString() + " implements " + above);
  }
}

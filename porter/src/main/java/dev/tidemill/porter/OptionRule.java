package dev.tidemill.porter;

import com.github.javaparser.ast.type.ClassOrInterfaceType;

/**
 * What Scala calls {@code Option[Long]} was {@code Option<Object>} to Java; ours is {@code
 * Option<Long>}. {@code Option<?>} takes both.
 */
final class OptionRule implements Rule {
  @Override
  public void apply(Source source) {
    for (ClassOrInterfaceType type : source.unit().findAll(ClassOrInterfaceType.class)) {
      boolean ofObjects =
          isOption(source, type)
              && type.getTypeArguments()
                  .filter(arguments -> arguments.size() == 1)
                  .filter(arguments -> arguments.get(0).asString().equals("Object"))
                  .isPresent();
      if (ofObjects) {
        source.replace(type.getTypeArguments().get().get(0), "?");
        source.change(type, "Option<Object> is Option<?>");
      }
    }
  }

  private static boolean isOption(Source source, ClassOrInterfaceType type) {
    String name = type.getNameWithScope();
    return name.equals("scala.Option")
        || (name.equals("Option")
            && !source.names().isDeclared("Option")
            && (source.names().importOf("Option").filter("scala.Option"::equals).isPresent()
                || source.names().importsAllOf("scala")));
  }
}

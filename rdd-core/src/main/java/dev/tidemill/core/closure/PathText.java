package dev.tidemill.core.closure;

import dev.tidemill.core.closure.Reference.How;
import dev.tidemill.core.text.Printable;
import java.io.NotSerializableException;
import java.util.List;
import java.util.Optional;

/** Puts a {@link SerializationPath} into words, with what to do about it. */
final class PathText {
  private static final String FOR_DATA =
      "create it inside the function (mapPartitions), or broadcast the data it is needed for";

  private final SerializationPath path;
  private final Class<?> culprit;
  private final Optional<DriverSide> driverSide;

  private PathText(SerializationPath path) {
    this.path = path;
    this.culprit = path.culprit().getClass();
    this.driverSide = DriverSide.Finder.of(culprit);
  }

  /** The predicate of a sentence whose subject is the function. */
  static String of(SerializationPath path, NotSerializableException refusal) {
    PathText text = new PathText(path);
    // A class that is Serializable may still refuse, and then says itself what to do.
    return text.driverSide.isPresent() || text.culprit.getName().equals(refusal.getMessage())
        ? text.way() + "; " + text.remedy()
        : text.way() + ": " + Printable.text(refusal.getMessage());
  }

  private String way() {
    if (path.steps().isEmpty()) {
      return (path.itself() ? " is " : " contains ") + described(Object.class);
    }
    Reference first = path.steps().get(0);
    Reference last = path.steps().get(path.steps().size() - 1);
    String name = "'" + first.name() + "'";
    if (first == last) {
      String it = described(last.declared());
      return switch (first.how()) {
        case THIS -> " captures this, which is " + it;
        case RECEIVER -> " calls " + name + " of " + it;
        case ARGUMENT -> " captures " + it + " (captured argument " + first.name() + ")";
        case VARIABLE -> " captures " + name + ", which is " + it;
        case FIELD -> " has a field " + name + ", which is " + it;
        case ELEMENT, HIDDEN -> " contains " + it;
      };
    }
    String type = first.target().getClass().getName();
    String rest = path.afterFirst();
    String whose =
        ", whose "
            + (rest.startsWith("[") ? "element '" : "field '")
            + rest
            + "' is "
            + described(last.declared());
    return switch (first.how()) {
      case THIS -> " captures this (" + type + ")" + whose;
      case RECEIVER -> " calls " + name + " of " + withArticle(type) + whose;
      case ARGUMENT ->
          " captures " + withArticle(type) + " (captured argument " + first.name() + ")" + whose;
      case VARIABLE -> " captures " + name + " (" + type + ")" + whose;
      case FIELD -> " has a field " + name + " (" + type + ")" + whose;
      case ELEMENT, HIDDEN -> " contains " + withArticle(type) + whose;
    };
  }

  /** The culprit with an article; with the interface by which the program knows it. */
  private String described(Class<?> declared) {
    if (driverSide.isPresent()) {
      return driverSide.get().what();
    }
    if (isLambda()) {
      return "a lambda of " + culprit.getInterfaces()[0].getName();
    }
    return declared.isInterface()
        ? withArticle(declared.getName()) + " implementation " + culprit.getName()
        : withArticle(culprit.getName());
  }

  private boolean isLambda() {
    return culprit.isHidden() && culprit.isSynthetic();
  }

  private static String withArticle(String name) {
    return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }

  private String remedy() {
    if (driverSide.isPresent()) {
      return driverSide.get().remedy();
    }
    if (isLambda()) {
      String type = culprit.getInterfaces()[0].getSimpleName();
      return "cast it to (" + type + " & Serializable), or make it a class that is Serializable";
    }
    List<Reference> steps = path.steps();
    Optional<Reference> last =
        steps.isEmpty() ? Optional.empty() : Optional.of(steps.get(steps.size() - 1));
    // What the program knows by an interface may be anybody's.
    boolean canChange =
        !References.ofJdk(culprit) && last.filter(step -> step.declared().isInterface()).isEmpty();
    String serializable = canChange ? "let " + culprit.getName() + " be Serializable, " : "";
    return switch (last.map(Reference::how).orElse(How.ELEMENT)) {
      case THIS ->
          serializable
              + "copy what the function needs into local variables, or make the function static";
      case FIELD -> serializable + "make it transient, " + FOR_DATA;
      case RECEIVER, ARGUMENT, VARIABLE, ELEMENT, HIDDEN -> serializable + FOR_DATA;
    };
  }
}

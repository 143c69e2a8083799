package dev.tidemill.porter;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NullLiteralExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import com.github.javaparser.ast.type.Type;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells iterators from collections by declarations of the file and well-known names. */
final class Kinds {
  private static final Set<String> ITERATORS =
      Set.of("Iterator", "ListIterator", "PeekingIterator", "UnmodifiableIterator", "LineIterator");
  private static final Set<String> COLLECTIONS =
      Set.of(
          "Iterable",
          "Collection",
          "List",
          "ArrayList",
          "LinkedList",
          "Set",
          "HashSet",
          "LinkedHashSet",
          "TreeSet",
          "SortedSet",
          "NavigableSet",
          "Queue",
          "Deque",
          "ArrayDeque",
          "PriorityQueue",
          "Vector",
          "Stack",
          "AbstractList",
          "CopyOnWriteArrayList",
          "ConcurrentLinkedQueue",
          "LinkedBlockingQueue",
          "ImmutableList",
          "ImmutableSet",
          "Multiset");
  private static final Set<String> MAKERS =
      Set.of(
          "Arrays", "List", "Set", "Lists", "Sets", "ImmutableList", "ImmutableSet", "Iterables");
  private static final Set<String> MAKING =
      Set.of(
          "asList",
          "of",
          "copyOf",
          "newArrayList",
          "newLinkedList",
          "newHashSet",
          "newTreeSet",
          "newLinkedHashSet",
          "transform",
          "filter",
          "concat",
          "limit",
          "skip");
  private static final Set<String> PARTS =
      Set.of("keySet", "values", "entrySet", "subList", "headSet", "tailSet", "toList");
  private static final Set<String> OF_COLLECTIONS =
      Set.of(
          "singletonList",
          "singleton",
          "emptyList",
          "emptySet",
          "unmodifiableList",
          "unmodifiableSet",
          "nCopies");
  private static final Set<String> GIVING_ITERATORS =
      Set.of(
          "iterator", "listIterator", "descendingIterator", "emptyIterator", "singletonIterator");
  private static final Set<String> GIVING_STREAMS =
      Set.of("stream", "parallelStream", "lines", "chars", "ofNullable");

  private final CompilationUnit unit;
  private final OtherMethods others;

  Kinds(CompilationUnit unit, OtherMethods others) {
    this.unit = unit;
    this.others = others;
  }

  Kind of(Expression expression) {
    if (expression instanceof EnclosedExpr enclosed) {
      return of(enclosed.getInner());
    } else if (expression instanceof NullLiteralExpr) {
      return Kind.NOTHING;
    } else if (expression instanceof ConditionalExpr conditional) {
      return together(of(conditional.getThenExpr()), of(conditional.getElseExpr()));
    } else if (expression instanceof CastExpr cast) {
      return of(cast.getType());
    } else if (expression instanceof AssignExpr assignment) {
      return of(assignment.getTarget());
    } else if (expression instanceof ObjectCreationExpr creation) {
      return of(creation.getType());
    } else if (expression instanceof NameExpr name) {
      return ofVariable(name.getNameAsString(), name);
    } else if (expression instanceof FieldAccessExpr access && access.getScope().isThisExpr()) {
      return ofVariable(access.getNameAsString(), access);
    } else if (expression instanceof MethodCallExpr call) {
      return ofCall(call);
    }
    return Kind.UNKNOWN;
  }

  private static Kind together(Kind first, Kind second) {
    return first == Kind.NOTHING || first == second ? second : secondNothing(first, second);
  }

  private static Kind secondNothing(Kind first, Kind second) {
    return second == Kind.NOTHING ? first : Kind.UNKNOWN;
  }

  Kind of(Type type) {
    if (!(type instanceof ClassOrInterfaceType named)) {
      return Kind.OTHER;
    }
    String name = named.getNameAsString();
    if (ITERATORS.contains(name)) {
      return Kind.ITERATOR;
    } else if (COLLECTIONS.contains(name)) {
      return Kind.COLLECTION;
    }
    return name.endsWith("Stream") ? Kind.OTHER : Kind.UNKNOWN;
  }

  private Kind ofVariable(String name, Expression at) {
    return Scope.find(name, at).map(this::of).orElse(Kind.UNKNOWN);
  }

  private Kind of(Scope.Variable variable) {
    if (variable.isInferred()) {
      return of(variable.initializer());
    }
    return variable.type().isClassOrInterfaceType() ? of(variable.type()) : Kind.UNKNOWN;
  }

  private Kind ofCall(MethodCallExpr call) {
    String name = call.getNameAsString();
    boolean onItself =
        call.getScope().map(scope -> scope.isThisExpr() || declares(scope)).orElse(true);
    if (name.equals("call")) {
      return Kind.UNKNOWN; // of a function, which is ported itself
    } else if (onItself) {
      return declared(name, call.getArguments().size());
    }
    String scope = call.getScope().get().toString();
    if (GIVING_ITERATORS.contains(name) || scope.equals("Iterators")) {
      return Kind.ITERATOR;
    } else if ((PARTS.contains(name) && !scope.matches("(\\w+\\.)*[A-Z]\\w*"))
        || OF_COLLECTIONS.contains(name)
        || (MAKERS.contains(scope) && MAKING.contains(name))
        || (scope.equals("java.util.Arrays") && name.equals("asList"))
        || (name.startsWith("split") && scope.startsWith("Splitter."))
        || (name.equals("collect")
            && call.getArguments().toString().matches(".*to(Unmodifiable)?(List|Set)\\(.*"))) {
      return Kind.COLLECTION;
    }
    return GIVING_STREAMS.contains(name) || scope.endsWith("Stream") ? Kind.OTHER : ofOther(call);
  }

  private Kind ofOther(MethodCallExpr call) {
    Expression scope = call.getScope().orElseThrow();
    String type = EngineCalls.declaredType(scope).map(Type::asString).orElse(scope.toString());
    String simpleName = type.replaceFirst("<.*", "").replaceFirst(".*\\.", "");
    return others
        .find(simpleName, call.getNameAsString(), call.getArguments().size())
        .map(OtherMethods.Result::kind)
        .orElse(Kind.UNKNOWN);
  }

  /** What a method of another file gives to a reference that names its type. */
  Optional<OtherMethods.Result> ofReference(String type, String method) {
    String simpleName = type.substring(type.lastIndexOf('.') + 1);
    return others
        .find(simpleName, method, 1)
        .filter(OtherMethods.Result::isStatic)
        .or(() -> others.find(simpleName, method, 0).filter(result -> !result.isStatic()));
  }

  private boolean declares(Expression scope) {
    return scope instanceof NameExpr name
        && unit.findAll(TypeDeclaration.class).stream()
            .map(type -> ((NodeWithSimpleName<?>) type).getNameAsString())
            .anyMatch(name.getNameAsString()::equals);
  }

  /** What all methods of a name give, if they agree. */
  private Kind declared(String name, int parameters) {
    Set<Kind> kinds =
        unit.findAll(MethodDeclaration.class).stream()
            .filter(method -> method.getNameAsString().equals(name))
            .filter(method -> method.getParameters().size() == parameters)
            .map(method -> of(method.getType()))
            .collect(Collectors.toSet());
    return kinds.size() == 1 ? kinds.iterator().next() : Kind.UNKNOWN;
  }
}

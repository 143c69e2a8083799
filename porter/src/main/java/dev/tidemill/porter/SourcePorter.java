package dev.tidemill.porter;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Ports one source at a time. What no rule touches comes back as it was, to the character; lines
 * keep their numbers. What has been ported already does not change. Thread-safe.
 */
public final class SourcePorter {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<Rule> rules;
  private final OtherMethods others;

  /** For a program of one file. */
  public SourcePorter() {
    this(Set.of());
  }

  /**
   * For one file of several.
   *
   * @param ownTypes full names of the program's own types that begin as the legacy engine's do;
   *     they are left alone
   */
  public SourcePorter(Set<String> ownTypes) {
    this(ownTypes, new OtherMethods());
  }

  /** Also with what methods of the program's other files give. */
  SourcePorter(Set<String> ownTypes, OtherMethods others) {
    this.others = others;
    Set<String> own = Set.copyOf(ownTypes);
    this.rules =
        List.of(
            new ExtendsRule(),
            new FlatMapClassRule(),
            new FlatMapLambdaRule(),
            new FlatMapValuesRule(),
            new VoidFunctionRule(),
            new ContextFactoryRule(),
            new AccumulatorRule(),
            new InterruptedRule(),
            new MemberRule(),
            new MissingMemberRule(),
            new OptionRule(),
            new OwnPackageRule(own),
            new NameRule(own),
            new StringRule(own));
  }

  /**
   * Ports a source.
   *
   * @param name what changes, remarks and errors call it
   * @throws UnparsableSourceException if it is not Java
   */
  public PortedSource port(String name, String source) throws UnparsableSourceException {
    Objects.requireNonNull(name, "port: name is null; give the name of the file.");
    Objects.requireNonNull(source, "port: source is null; give the text of '" + name + "'.");
    // The parser takes the mark for a character of the program.
    String mark = source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    String text = source.substring(mark.length());
    Source parsed = Source.of(name, text, Parsing.parse(name, text), others);
    rules.forEach(rule -> rule.apply(parsed));
    parsed.imports().write(parsed.text(), parsed.edits());
    return new PortedSource(
        mark + parsed.edits().applyTo(text), parsed.notes().changes(), parsed.notes().remarks());
  }
}

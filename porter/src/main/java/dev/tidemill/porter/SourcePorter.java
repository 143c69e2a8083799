package dev.tidemill.porter;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
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
    Source parsed = Source.of(name, text, parse(name, text));
    rules.forEach(rule -> rule.apply(parsed));
    parsed.imports().write(parsed.text(), parsed.edits());
    return new PortedSource(
        mark + parsed.edits().applyTo(text), parsed.notes().changes(), parsed.notes().remarks());
  }

  private static CompilationUnit parse(String name, String text) throws UnparsableSourceException {
    ParserConfiguration configuration =
        new ParserConfiguration()
            .setLanguageLevel(LanguageLevel.RAW)
            .setTabSize(1)
            .setAttributeComments(false);
    ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(text);
    if (result.isSuccessful() && result.getResult().isPresent()) {
      return result.getResult().get();
    }
    throw ParseFailure.of(name, result.getProblems().get(0));
  }
}

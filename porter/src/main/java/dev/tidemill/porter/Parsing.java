package dev.tidemill.porter;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses sources of any age. */
final class Parsing {
  // The parser takes some of these statements for something else. What stands in their place is as
  // long and read alike, so that every place is that of the text.
  private static final Pattern YIELD = Pattern.compile("(?<![\\w.$])yield(?=\\s+[^\\s=])");

  private Parsing() {}

  static CompilationUnit parse(String name, String text) throws UnparsableSourceException {
    ParseResult<CompilationUnit> result = best(text);
    if (!isGood(result)) {
      throw ParseFailure.of(name, result.getProblems().get(0));
    }
    return result.getResult().orElseThrow();
  }

  /** Empty for what is not Java. */
  static Optional<CompilationUnit> parseIfGood(String text) {
    return Optional.of(best(text)).filter(Parsing::isGood).flatMap(ParseResult::getResult);
  }

  private static ParseResult<CompilationUnit> best(String text) {
    ParseResult<CompilationUnit> result = parsed(text);
    if (!isGood(result) && YIELD.matcher(text).find()) {
      ParseResult<CompilationUnit> second = parsed(YIELD.matcher(text).replaceAll("throw"));
      return isGood(second) ? second : result;
    }
    return result;
  }

  private static ParseResult<CompilationUnit> parsed(String text) {
    ParserConfiguration configuration =
        new ParserConfiguration()
            .setLanguageLevel(LanguageLevel.RAW)
            .setTabSize(1)
            .setAttributeComments(false);
    return new JavaParser(configuration).parse(text);
  }

  private static boolean isGood(ParseResult<CompilationUnit> result) {
    return result.isSuccessful() && result.getResult().isPresent();
  }
}

package dev.tidemill.porter;

import com.github.javaparser.JavaToken;
import com.github.javaparser.Position;
import com.github.javaparser.Problem;
import com.github.javaparser.TokenRange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the exception of what the parser says. */
final class ParseFailure {
  private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

  private ParseFailure() {}

  static UnparsableSourceException of(String file, Problem problem) {
    Position place =
        problem
            .getLocation()
            .flatMap(ParseFailure::firstWrong)
            .or(() -> named(problem.getMessage()))
            .orElse(new Position(1, 1));
    return new UnparsableSourceException(
        file, place.line, place.column, shortened(problem.getMessage()));
  }

  /** The parser names the last token that it could still read. */
  private static Optional<Position> firstWrong(TokenRange lastGood) {
    JavaToken token = lastGood.getBegin();
    JavaToken next = token.getNextToken().orElse(null);
    while (next != null && next.getCategory().isWhitespaceOrComment()) {
      next = next.getNextToken().orElse(null);
    }
    return (next == null ? token : next).getRange().map(range -> range.begin);
  }

  private static Optional<Position> named(String message) {
    Matcher matcher = PLACE.matcher(message);
    return matcher.find()
        ? Optional.of(
            new Position(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** Without the list of all that might stand there. */
  private static String shortened(String message) {
    String line = message.lines().findFirst().orElse("").replaceAll("\\s+", " ").trim();
    int list = line.indexOf(", expected");
    String start = list < 0 ? line : line.substring(0, list);
    return start
        .replace("Parse error. Found", "not expected here:")
        .replace("<EOF>", "the end of the file")
        .replaceAll(" <\\w+>|[.]$", "");
  }
}

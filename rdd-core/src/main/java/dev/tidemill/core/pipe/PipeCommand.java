package dev.tidemill.core.pipe;

import static dev.tidemill.core.error.Arguments.requirePositive;
import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.core.text.Printable;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * What to run for each partition, and how to speak to it.
 *
 * @param words the program and its arguments; no shell looks at them
 * @param environment set in addition to the environment of this process
 * @param separateWorkingDirectory whether each task has a directory of its own, with links to what
 *     is in the working directory of this process
 * @param bufferSize characters that are gathered before they are written to the process
 * @param charset of its input and output
 * @param maxLineBytes about the longest line that is read from it
 */
public record PipeCommand(
    List<String> words,
    Map<String, String> environment,
    boolean separateWorkingDirectory,
    int bufferSize,
    Charset charset,
    int maxLineBytes)
    implements Serializable {
  /**
   * @throws IllegalArgumentException if anything cannot be used
   */
  public PipeCommand {
    requireValue("pipe", "command", words);
    requirePositive("pipe", "the number of words of the command", words.size());
    for (String word : words) {
      requireNoZero("a word of the command", requireValue("pipe", "a word of the command", word));
    }
    requireText("pipe", "the program to run", words.get(0));
    requireValue("pipe", "env", environment);
    environment.forEach(PipeCommand::requireVariable);
    requirePositive("pipe", "bufferSize", bufferSize);
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /** A charset travels by its name. */
  private Object writeReplace() {
    return new Travelling(
        words, environment, separateWorkingDirectory, bufferSize, charset.name(), maxLineBytes);
  }

  private record Travelling(
      List<String> words,
      Map<String, String> environment,
      boolean separateWorkingDirectory,
      int bufferSize,
      String charset,
      int maxLineBytes)
      implements Serializable {
    private Object readResolve() {
      return new PipeCommand(
          words,
          environment,
          separateWorkingDirectory,
          bufferSize,
          Charset.forName(charset),
          maxLineBytes);
    }
  }

  private static void requireVariable(String name, String value) {
    requireText("pipe", "the name of a variable of env", name);
    requireNoZero("the name of a variable of env", name);
    requireNoZero(name + " of env", requireValue("pipe", name + " of env", value));
    if (name.indexOf('=') >= 0) {
      throw new IllegalArgumentException(
          "pipe: a variable of env is named " + Printable.text(name) + "; use a name without =.");
    }
  }

  private static void requireNoZero(String argument, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "pipe: "
              + argument
              + " is "
              + Printable.text(text)
              + "; the operating system takes no text with a zero character.");
    }
  }

  /** The words between blanks; quotes have no meaning. */
  public static List<String> split(String command) {
    requireText("pipe", "command", command);
    List<String> words = new ArrayList<>();
    Collections.list(new StringTokenizer(command)).forEach(word -> words.add((String) word));
    return words;
  }

  /**
   * @throws IllegalArgumentException if there is no such charset, or it cannot encode
   */
  public static Charset charsetNamed(String name) {
    requireText("pipe", "encoding", name);
    try {
      Charset charset = Charset.forName(name);
      if (charset.canEncode()) {
        return charset;
      }
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(notACharset(name), unknown);
    }
    throw new IllegalArgumentException(notACharset(name));
  }

  private static String notACharset(String name) {
    return "pipe: encoding is "
        + Printable.text(name)
        + "; use a charset that this JVM can encode, such as UTF-8.";
  }

  /** The command as one line, for messages. */
  @Override
  public String toString() {
    return Printable.text(String.join(" ", words));
  }
}

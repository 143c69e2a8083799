package dev.tidemill.examples;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs an example by name; what {@code examples/run} calls. */
public final class Examples {
  /** The {@code main} of an example. */
  private interface Main {
    void run(String[] args) throws Exception;
  }

  private record Example(String arguments, String what, Main main) {}

  private static final Map<String, Example> ALL = new LinkedHashMap<>();

  static {
    ALL.put(
        "MainJob",
        new Example(
            "[seconds]",
            "feeds a directory, counts its words batch by batch, ends by itself",
            MainJob::main));
    ALL.put(
        "DirectoryWordCount",
        new Example(
            "<directory>",
            "counts the words of files that appear in a directory",
            DirectoryWordCount::main));
    ALL.put(
        "NetworkWordCount",
        new Example(
            "<hostname> <port>", "counts the words that a server sends", NetworkWordCount::main));
    ALL.put(
        "TopWords",
        new Example(
            "<directory> [how many]",
            "the most frequent words of the last 20 seconds",
            TopWords::main));
    ALL.put(
        "WindowedHashtags",
        new Example(
            "<hostname> <port> [how many]",
            "the most frequent tags of the last minute that a server sends",
            WindowedHashtags::main));
    ALL.put(
        "StatefulWordCount",
        new Example(
            "<hostname> <port> [changed|all] [checkpoint directory]",
            "counts words from batch to batch, and from run to run",
            StatefulWordCount::main));
    ALL.put(
        "Sessions",
        new Example(
            "<hostname> <port> <seconds of quiet>",
            "sessions of users, which end when nothing comes for too long",
            Sessions::main));
    ALL.put(
        "RunningTop",
        new Example(
            "<directory> [how many]",
            "the most frequent words of all files so far",
            RunningTop::main));
    ALL.put(
        "ImpressionsAndVisits",
        new Example(
            "<directory of impressions> <directory of visits>",
            "joins two streams: visits by campaign",
            ImpressionsAndVisits::main));
    ALL.put(
        "SalesByCategory",
        new Example(
            "<file of categories> <directory of sales>",
            "joins a stream with a table",
            SalesByCategory::main));
    ALL.put(
        "ErrorLines",
        new Example(
            "<log file or directory>",
            "one rule for a program that ends and one that goes on",
            ErrorLines::main));
    ALL.put(
        "ChangedProgram",
        new Example(
            "",
            "stops a program, changes it, starts it again: it goes on with its data",
            ChangedProgram::main));
  }

  private Examples() {}

  public static void main(String[] args) throws Exception {
    QuietLogging.install();
    if (args.length == 0) {
      ALL.get("MainJob").main.run(args);
    } else if (args[0].equals("--list")) {
      list();
    } else if (ALL.containsKey(args[0])) {
      ALL.get(args[0]).main.run(Arrays.copyOfRange(args, 1, args.length));
    } else {
      System.err.println("There is no example " + args[0] + ". These there are:");
      list();
      System.exit(2);
    }
  }

  private static void list() {
    ALL.forEach(
        (name, example) ->
            System.out.printf("%-70s %s%n", name + " " + example.arguments, example.what));
  }
}

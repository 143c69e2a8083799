package dev.tidemill.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.runtime.batch.BatchMachine.Unfinished;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Plays a scenario on a machine. A scenario is a text of events, each followed by the actions that
 * are expected, indented:
 *
 * <pre>
 *   rules maxPending=2 concurrentJobs=1
 *   unfinished 1000 0 2                    of an earlier process, which has done outputs 0 and 2
 *   tick 1000
 *     allocate 1000
 *   allocated 1000
 *     plan 1000
 * </pre>
 *
 * <p>The interval is 1000 and the zero time 0, or where {@code zero=} among the rules puts it. A
 * journal is kept if there is {@code maxParked=}. A failure's message is the event's own words, so
 * that a report shows where it came from.
 */
final class Script {
  private static final String INDENT = "  ";

  private final String text;
  private int maxPending = 1000;
  private int concurrentJobs = 1;
  private boolean stopOnFailure;
  private long lastBatch = Long.MAX_VALUE;
  private int stateAttempts = 4;
  private OptionalInt maxParked = OptionalInt.empty();
  private long zero;
  private final List<Unfinished> unfinished = new ArrayList<>();

  private Script(String text) {
    this.text = text;
  }

  /** Plays the events of the text; what the machine does must be what the text says. */
  static void check(String text) {
    assertEquals(text.strip(), new Script(text).play());
  }

  private String play() {
    List<String> played = new ArrayList<>();
    BatchMachine machine = null;
    for (String line : text.strip().lines().toList()) {
      if (line.startsWith(INDENT)) {
        continue; // an expectation
      }
      played.add(line);
      if (line.startsWith("rules")) {
        readRules(line);
        continue;
      }
      if (line.startsWith("unfinished")) {
        String[] words = line.split(" +");
        unfinished.add(new Unfinished(Long.parseLong(words[1]), Set.copyOf(outputs(words))));
        continue;
      }
      if (machine == null) {
        machine =
            new BatchMachine(
                new BatchRules(
                    1000,
                    maxPending,
                    concurrentJobs,
                    stopOnFailure,
                    maxParked,
                    stateAttempts,
                    10_000,
                    2000),
                zero,
                unfinished,
                lastBatch);
      }
      machine.on(event(line)).forEach(action -> played.add(INDENT + print(action)));
    }
    return String.join("\n", played);
  }

  private void readRules(String line) {
    for (String rule : line.split(" +")) {
      String value = rule.substring(rule.indexOf('=') + 1);
      switch (rule.split("=")[0]) {
        case "rules" -> {}
        case "maxPending" -> maxPending = Integer.parseInt(value);
        case "concurrentJobs" -> concurrentJobs = Integer.parseInt(value);
        case "lastBatch" -> lastBatch = Long.parseLong(value);
        case "maxParked" -> maxParked = OptionalInt.of(Integer.parseInt(value));
        case "stateAttempts" -> stateAttempts = Integer.parseInt(value);
        case "zero" -> zero = Long.parseLong(value);
        case "onFailure" -> stopOnFailure = value.equals("stop");
        default -> throw new IllegalArgumentException("No such rule: " + rule);
      }
    }
  }

  private static BatchEvent event(String line) {
    String[] words = line.split(" +");
    return switch (words[0]) {
      case "tick" -> new BatchEvent.Tick(Long.parseLong(words[1]));
      case "allocated" -> new BatchEvent.Allocated(Long.parseLong(words[1]));
      case "allocation-failed" ->
          new BatchEvent.AllocationFailed(Long.parseLong(words[1]), new Exception(line));
      case "superseded" -> new BatchEvent.Superseded(Long.parseLong(words[1]), new Exception(line));
      case "planned" -> new BatchEvent.Planned(Long.parseLong(words[1]), outputs(words), false);
      case "planned-with-states" ->
          new BatchEvent.Planned(Long.parseLong(words[1]), outputs(words), true);
      case "settled" ->
          new BatchEvent.Settled(
              Long.parseLong(words[1]),
              words[2].equals("ok") ? Optional.empty() : Optional.of(new Exception(line)));
      case "plan-failed" ->
          new BatchEvent.PlanFailed(
              Long.parseLong(words[1]), line.contains("states"), new Exception(line));
      case "ended" ->
          new BatchEvent.OutputEnded(
              Long.parseLong(words[1]),
              Integer.parseInt(words[2]),
              words[3].equals("ok") ? Optional.empty() : Optional.of(new Exception(line)));
      case "stop" ->
          new BatchEvent.StopRequested(words[1].equals("graceful"), words[2].equals("waiting"));
      case "sources-stopped" -> new BatchEvent.SourcesStopped();
      case "deadline" -> new BatchEvent.DeadlinePassed();
      default -> throw new IllegalArgumentException("No such event: " + line);
    };
  }

  private static List<Integer> outputs(String[] words) {
    return Arrays.stream(words, 2, words.length).map(Integer::valueOf).toList();
  }

  private static String print(BatchAction action) {
    if (action instanceof BatchAction.Allocate allocate) {
      return "allocate " + allocate.batch();
    } else if (action instanceof BatchAction.Plan plan) {
      return "plan " + plan.batch();
    } else if (action instanceof BatchAction.Submit submit) {
      return "submit " + submit.batch();
    } else if (action instanceof BatchAction.Run run) {
      return "run " + run.batch() + " " + run.output();
    } else if (action instanceof BatchAction.Settle settle) {
      return "settle " + settle.batch();
    } else if (action instanceof BatchAction.Complete complete) {
      return "complete " + complete.batch();
    } else if (action instanceof BatchAction.Done done) {
      return "done " + done.batch();
    } else if (action instanceof BatchAction.Report report) {
      return "report " + report.batch() + ": " + report.cause().getMessage();
    } else if (action instanceof BatchAction.Drop drop) {
      return "drop " + drop.batch();
    } else if (action instanceof BatchAction.Abandon abandon) {
      return "abandon " + abandon.batch();
    } else if (action instanceof BatchAction.Forget forget) {
      return "forget " + forget.batch();
    } else if (action instanceof BatchAction.StopSources) {
      return "stop-sources";
    } else if (action instanceof BatchAction.SetDeadline set) {
      return "set-deadline " + set.millis();
    } else if (action instanceof BatchAction.Overdue overdue) {
      return "overdue " + overdue.phase().name().toLowerCase(Locale.ROOT);
    } else if (action instanceof BatchAction.Interrupt) {
      return "interrupt";
    }
    return "end";
  }
}

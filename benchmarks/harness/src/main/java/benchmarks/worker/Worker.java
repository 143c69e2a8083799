package benchmarks.worker;

import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import benchmarks.workload.WorkloadPage;
import benchmarks.workload.Workloads;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs one workload of one engine as it is told. A request is a line, and so is the answer, in
 * JSON; nothing else goes to standard output, since what the engine prints is sent to standard
 * error.
 *
 * <pre>
 *   prepare     makes data and context          {"parameters":{...}}
 *   check       one operation, not timed        {"checksum":"..."}
 *   warm N      operations for N seconds        {"checksum":"..."}
 *   run N       operations for N seconds        the {@link Measurement}
 *   cpu         CPU time since process start    {"cpuNanos":...}
 *   stop        ends the process
 * </pre>
 *
 * A failure goes to standard error and ends the process with status 1, and so does an operation
 * whose result differs from that of the one before.
 */
public final class Worker {
  private final Workloads workloads;
  private final String name;
  private final Parameters parameters = new Parameters();
  private Workload workload;
  private Long checksum;

  private Worker(Workloads workloads, String name) {
    this.workloads = workloads;
    this.name = name;
  }

  /** Arguments: the class of the engine's {@link Workloads}, the workload's name. */
  public static void main(String[] args) {
    PrintStream answers = System.out;
    System.setOut(System.err);
    int status = 0;
    try {
      Workloads workloads =
          (Workloads) Class.forName(args[0]).getDeclaredConstructor().newInstance();
      new Worker(workloads, args[1]).serve(answers);
    } catch (Throwable failure) {
      failure.printStackTrace();
      status = 1;
    }
    // Not by return: an engine may have left threads behind.
    System.exit(status);
  }

  private void serve(PrintStream answers) throws Exception {
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String request;
    while ((request = requests.readLine()) != null && !request.equals("stop")) {
      answers.println(answer(request.split(" ")));
      answers.flush();
    }
    if (workload != null) {
      workload.close();
    }
  }

  private String answer(String[] request) throws Exception {
    switch (request[0]) {
      case "prepare" -> {
        workload = workloads.prepare(name, parameters);
        JsonLine used = new JsonLine();
        parameters.used().forEach(used::number);
        return new JsonLine().object("parameters", used).text();
      }
      case "check" -> {
        workload.begin();
        operation();
        workload.settle();
      }
      case "warm" -> repeat(Long.parseLong(request[1]), new Measurement());
      case "run" -> {
        Measurement measurement = new Measurement();
        // Garbage of the round before is not this round's cost.
        System.gc();
        repeat(Long.parseLong(request[1]), measurement);
        return measurement.json(checksumText()).text();
      }
      case "cpu" -> {
        return new JsonLine().number("cpuNanos", Meter.processCpuNanos()).text();
      }
      default -> throw new IllegalArgumentException("Unknown request: " + request[0]);
    }
    return new JsonLine().text("checksum", checksumText()).text();
  }

  /**
   * Paced operations are long and are metered one by one, without what settles them. The others may
   * be shorter than the ticks of CPU time and are metered together; they have nothing to begin or
   * to settle.
   */
  private void repeat(long seconds, Measurement measurement) throws Exception {
    boolean paced = WorkloadPage.named(name).kind() == WorkloadPage.Kind.PACED;
    long begin = System.nanoTime();
    Meter meter = Meter.start();
    do {
      if (paced) {
        workload.begin();
        meter = Meter.start();
      }
      measurement.add(operation());
      if (paced) {
        measurement.add(meter.stop());
        workload.settle();
      }
    } while (System.nanoTime() - begin < seconds * 1_000_000_000);
    if (!paced) {
      measurement.add(meter.stop());
    }
  }

  private Outcome operation() throws Exception {
    Outcome outcome = workload.run();
    if (checksum != null && checksum != outcome.checksum()) {
      throw new IllegalStateException(
          name + " gave another result than the time before, on the same input.");
    }
    checksum = outcome.checksum();
    return outcome;
  }

  private String checksumText() {
    return Long.toHexString(checksum);
  }
}

package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.dstream.graph.GraphPart.Role;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a graph outlives the process, for whoever writes it down and puts it back. Made when the
 * graph is complete.
 */
public final class DurableParts {
  private final List<GraphPart> parts = new ArrayList<>();
  // By number of the part.
  private final List<Object> elements = new ArrayList<>();

  private final Set<Class<?>> programClasses;

  /**
   * @param programClasses of the program, that have made outputs and states
   */
  DurableParts(List<StreamNode<?>> nodes, List<Output<?>> outputs, Set<Class<?>> programClasses) {
    this.programClasses = Set.copyOf(programClasses);
    Fingerprints fingerprints = new Fingerprints(nodes);
    for (StreamNode<?> node : nodes) {
      if (node instanceof SourceNode<?>) {
        add(Role.SOURCE, node, fingerprints);
      }
      if (node instanceof StateNode<?, ?> state && state.needsLog()) {
        add(Role.STATE, node, fingerprints);
      }
      if (node.isRetained()) {
        add(node.operation() == node ? Role.DATASETS : Role.PANES, node, fingerprints);
      }
    }
    for (Output<?> output : outputs) {
      parts.add(
          new GraphPart(
              parts.size(),
              nodes.size() + output.index(),
              Role.OUTPUT,
              output.operator(),
              Optional.empty(),
              fingerprints.below(output.operator(), output.node()),
              ""));
      elements.add(output);
    }
  }

  private void add(Role role, StreamNode<?> node, Fingerprints prints) {
    StreamNode<?> operation = node.operation();
    parts.add(
        new GraphPart(
            parts.size(),
            operation.number(),
            role,
            operation.operator(),
            operation.name(),
            prints.of(operation),
            node.detail()));
    elements.add(node);
  }

  /** Classes of the program: what comes from the same place is its own code. */
  public Set<Class<?>> programClasses() {
    return programClasses;
  }

  /** All parts; a node that is one in two roles twice. */
  public List<GraphPart> parts() {
    return List.copyOf(parts);
  }

  public List<GraphPart> parts(Role role) {
    return parts.stream().filter(part -> part.role() == role).toList();
  }

  /** Those whose datasets are written down. */
  public List<GraphPart> datasets() {
    return parts.stream().filter(part -> part.role().isDatasets()).toList();
  }

  public StreamSource<?> source(GraphPart part) {
    return ((SourceNode<?>) elements.get(part.number())).source();
  }

  public StateNode<?, ?> state(GraphPart part) {
    return (StateNode<?, ?>) elements.get(part.number());
  }

  /** The number of an output, as jobs have it. */
  public int output(GraphPart part) {
    return ((Output<?>) elements.get(part.number())).index();
  }

  /** How long after its batch what a source gave, or a dataset, may be asked for. */
  public Duration remembered(GraphPart part) {
    return ((StreamNode<?>) elements.get(part.number())).remember();
  }

  /** The dataset that was planned for a time, if there was one and it is not forgotten. */
  public Optional<Plan<?>> dataset(GraphPart part, Time time) {
    return datasetOf((StreamNode<?>) elements.get(part.number()), time);
  }

  private static <T> Optional<Plan<?>> datasetOf(StreamNode<T> node, Time time) {
    Optional<Optional<Plan<T>>> planned = node.history().at(time);
    return planned.isPresent() ? Optional.ofNullable(planned.get().orElse(null)) : Optional.empty();
  }

  /** Puts back the dataset that a stream had in an earlier process. */
  public void restore(GraphPart part, Time time, Plan<?> dataset) {
    restoreOf((StreamNode<?>) elements.get(part.number()), time, dataset);
  }

  @SuppressWarnings("unchecked") // Java erases types; what does not fit fails where it is used
  private static <T> void restoreOf(StreamNode<T> node, Time time, Plan<?> dataset) {
    node.history().put(time, Optional.of((Plan<T>) dataset));
  }
}

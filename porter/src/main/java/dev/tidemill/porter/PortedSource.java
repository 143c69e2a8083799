package dev.tidemill.porter;

import java.util.List;

/**
 * What became of a source.
 *
 * @param text the new text; the very old one if there was nothing to do
 * @param changes in the order of lines
 * @param remarks in the order of lines
 */
public record PortedSource(String text, List<Change> changes, List<Remark> remarks) {
  public PortedSource {
    changes = List.copyOf(changes);
    remarks = List.copyOf(remarks);
  }
}

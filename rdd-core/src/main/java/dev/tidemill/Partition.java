package dev.tidemill;

import java.io.Serializable;

/** One part of a dataset, which one task computes. */
public interface Partition extends Serializable {
  /** Its number within the dataset, from 0. */
  int index();
}

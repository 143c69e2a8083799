package dev.tidemill.streaming;

/** The life of a streaming context: each state is left at most once, in this order. */
public enum StreamingContextState {
  /** Streams and outputs may be added; no batch runs. */
  INITIALIZED,

  /** Batches run. Nothing may be added. */
  ACTIVE,

  /** Ended, or failed to start. Cannot be started again. */
  STOPPED
}

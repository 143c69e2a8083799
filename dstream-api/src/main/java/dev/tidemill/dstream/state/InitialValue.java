package dev.tidemill.dstream.state;

/** A key that a state begins with. Comes in with the records of the first step. */
public record InitialValue(Object key, Object value) {}

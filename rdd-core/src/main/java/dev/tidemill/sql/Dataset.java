package dev.tidemill.sql;

/** A table, of which there are none; stands in the signatures of what is refused. */
public interface Dataset<T> {}

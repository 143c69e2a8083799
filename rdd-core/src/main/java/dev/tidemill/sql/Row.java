package dev.tidemill.sql;

/** A row of a table, of which there are none; stands in the signatures of what is refused. */
public interface Row {}

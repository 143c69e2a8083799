/**
 * As much of the legacy SQL module as programs use to get a context. There are no tables here; what
 * would need them says so.
 */
package dev.tidemill.sql;

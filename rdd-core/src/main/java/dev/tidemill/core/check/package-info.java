/**
 * The setting {@code tidemill.functions.check}: refuses functions that a cluster would refuse,
 * where the program gives them.
 */
package dev.tidemill.core.check;

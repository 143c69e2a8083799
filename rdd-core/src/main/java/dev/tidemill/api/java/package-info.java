/**
 * The API that programs use: {@link dev.tidemill.api.java.JavaSparkContext} and the dataset types.
 * Mirrors the legacy package; each method makes a plan node or runs one.
 */
package dev.tidemill.api.java;

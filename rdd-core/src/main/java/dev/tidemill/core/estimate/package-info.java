/**
 * Estimates, with the formulas that they are made by: what a part of the records says about all
 * ({@link dev.tidemill.core.estimate.Estimator}), and how many different ones there are ({@link
 * dev.tidemill.core.estimate.HyperLogLog}). Knows nothing of datasets and engines.
 */
package dev.tidemill.core.estimate;

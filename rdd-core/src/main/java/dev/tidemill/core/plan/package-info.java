/**
 * What a dataset is: a small closed set of plan nodes, and operators composed from them. Nothing
 * here runs, opens or waits. Start reading at {@link dev.tidemill.core.plan.Plan}.
 */
package dev.tidemill.core.plan;

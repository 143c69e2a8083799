/**
 * Files that datasets are written to, one for each partition. Knows neither datasets nor engines.
 */
package dev.tidemill.core.output;

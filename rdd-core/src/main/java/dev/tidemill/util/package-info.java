/** Clocks, at the place where legacy programs and tests name them. */
package dev.tidemill.util;

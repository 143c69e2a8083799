/** The dataset behind the Java types, and the actions that run it. Mirrors the legacy package. */
package dev.tidemill.rdd;

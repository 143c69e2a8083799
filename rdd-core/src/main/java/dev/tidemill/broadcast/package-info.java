/** Values that all tasks read. Mirrors the legacy package. */
package dev.tidemill.broadcast;

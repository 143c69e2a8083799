/**
 * Results that are known in part before a job has ended. Mirrors the legacy package; how they are
 * estimated is in {@link dev.tidemill.core.estimate}.
 */
package dev.tidemill.partial;

/** What checkpoint directories hold, as text and JSON. */
package dev.tidemill.launcher.checkpoint;

/** Brings events to listeners without the batches waiting for them. */
package dev.tidemill.runtime.listen;

/**
 * The engine of one process. Record-wise operators are fused, exchanges hand over by reference,
 * small jobs stay on the thread that submitted them. Start reading at {@link
 * dev.tidemill.core.engine.local.LocalEngine}.
 */
package dev.tidemill.core.engine.local;

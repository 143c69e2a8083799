/**
 * An engine that is easy to believe, for tests: it is what the results of every other engine are
 * compared with, and shows that a plan can be run elsewhere. Start reading at {@link
 * dev.tidemill.core.engine.reference.ReferenceEngine}.
 */
package dev.tidemill.core.engine.reference;

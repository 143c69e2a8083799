/** The threads of the engine, recognisable as such. */
package dev.tidemill.core.thread;

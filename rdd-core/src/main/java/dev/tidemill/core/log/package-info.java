/** The one thing that slf4j leaves out: changing how much is shown. */
package dev.tidemill.core.log;

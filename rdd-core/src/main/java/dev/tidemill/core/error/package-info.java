/** How exceptions travel. */
package dev.tidemill.core.error;

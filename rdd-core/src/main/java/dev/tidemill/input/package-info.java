/** What inputs give to programs besides records. */
package dev.tidemill.input;

/** What streams may ask of the module above them. */
package dev.tidemill.dstream.runtime;

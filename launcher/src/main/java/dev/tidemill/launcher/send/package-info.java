/** Lines of a file to whoever connects, so that a socket stream can be tried. */
package dev.tidemill.launcher.send;

/** The whole engine on real sockets, real files and real threads: every record is accounted for. */
package dev.tidemill.acceptance;

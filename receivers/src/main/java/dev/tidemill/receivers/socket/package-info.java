/**
 * Lines of text from a TCP server. Start reading at {@link
 * dev.tidemill.receivers.socket.SocketReceiver}.
 */
package dev.tidemill.receivers.socket;

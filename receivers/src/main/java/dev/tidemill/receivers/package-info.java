/**
 * How records from outside become blocks. {@link dev.tidemill.receivers.ReceiverSource} ties the
 * parts together: {@code supervise} runs the user's receiver, {@code block} keeps what it stores
 * until a batch takes it, {@code socket} is a receiver of our own. Knows nothing of files, of
 * scheduling or of who asks. Start reading at {@link dev.tidemill.receivers.ReceiverStreams}.
 */
package dev.tidemill.receivers;

package dev.tidemill.receivers.block;

import java.util.List;

/**
 * Records that came in together and become one partition.
 *
 * @param records nobody changes the list any more
 * @param bytes what it holds of the budget
 */
record ReceivedBlock<T>(List<T> records, long bytes) {}

/**
 * Blocks made from single records, and which batch owns a block. Knows no receiver, no thread and
 * no clock of its own. Start reading at {@link dev.tidemill.receivers.block.BlockBuffer}.
 */
package dev.tidemill.receivers.block;

/**
 * Memory for tasks: how much there may be, guesses of what records hold, and what happens when it
 * is full. Knows nothing of plans and engines. Start reading at {@link
 * dev.tidemill.core.memory.Workspace}.
 */
package dev.tidemill.core.memory;

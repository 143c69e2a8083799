/** Memory for records that wait: how much there may be, and who waits when it is full. */
package dev.tidemill.core.block;

/** Tests of streaming programs without waiting: a context whose clock the test moves. */
package dev.tidemill.streaming.testkit;

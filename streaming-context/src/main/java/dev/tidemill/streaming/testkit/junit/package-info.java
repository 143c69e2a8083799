/**
 * Stepped contexts for tests of JUnit 5 and later. The only package that needs JUnit, which
 * programs have to bring themselves. Start reading at {@link
 * dev.tidemill.streaming.testkit.junit.Stepped}.
 */
package dev.tidemill.streaming.testkit.junit;

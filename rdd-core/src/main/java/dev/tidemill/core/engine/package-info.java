/**
 * The engine border: what it takes to run a plan. Implementations live in packages below. Start
 * reading at {@link dev.tidemill.core.engine.Engine}.
 */
package dev.tidemill.core.engine;

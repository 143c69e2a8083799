/**
 * Tests that stand where programs stand: outside the engine's packages, with its public API only.
 */
package dev.tidemill.userside;

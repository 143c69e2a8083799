/**
 * Runs programs that were compiled against the legacy engine, as they are: their references to it
 * are replaced by references to Tidemill while their classes are loaded.
 *
 * <p>Start reading at {@link dev.tidemill.relocation.LegacyClassLoader}; what a program uses that
 * Tidemill does not have is told by {@link dev.tidemill.relocation.MemberCheck}.
 */
package dev.tidemill.relocation;

/**
 * Ports programs that were written for the legacy engine: their sources, and the build files beside
 * them. Start reading at {@link dev.tidemill.porter.SourcePorter}: a source is parsed, rules look
 * at the tree and note edits of the text, and the edits are applied, so that every character that
 * no rule touches stays as it was. What a rule cannot do becomes a remark, never a guess.
 *
 * <p>Types are told from imports and declarations of the program; nothing is compiled and no class
 * path is read, so the engine is known by a list of names only.
 */
package dev.tidemill.porter;

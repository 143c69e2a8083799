package dev.tidemill.relocation;

/** Which of a program's string constants are relocated. */
public enum StringConstants {
  /**
   * Only those by which a serialised lambda is recognised. What the program gives to {@link
   * Class#forName} is relocated when it is called, so most programs need no more.
   */
  OF_LAMBDAS,
  /**
   * Also those that are nothing but the name of a legacy class, for programs that give such names
   * to libraries of theirs.
   */
  CLASS_NAMES
}

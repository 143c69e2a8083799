package dev.tidemill.porter;

/**
 * Something that the reader has to look at, since it does not port by itself.
 *
 * @param file as the caller named it
 * @param line in the old text, from 1
 * @param what stands there
 * @param why it stays as it is, or behaves otherwise
 * @param remedy what to do
 */
public record Remark(String file, int line, String what, String why, String remedy) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + what + ": " + why + "; " + remedy + ".";
  }
}

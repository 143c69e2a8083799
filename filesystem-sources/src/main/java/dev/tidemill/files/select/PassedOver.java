package dev.tidemill.files.select;

/**
 * How many names were not taken for one reason.
 *
 * @param example the first of them in the order of names
 */
public record PassedOver(int count, String example) {
  PassedOver oneMore() {
    return new PassedOver(count + 1, example);
  }
}

package benchmarks.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Words of 4 to 12 letters, drawn so that the word of rank r comes with a frequency proportional to
 * 1/r (Zipf, exponent 1.0).
 */
public final class ZipfWords {
  private final SplittableRandom random = new SplittableRandom(42);
  private final String[] vocabulary;
  private final double[] cumulative;

  public ZipfWords(int vocabularySize) {
    vocabulary = new String[vocabularySize];
    cumulative = new double[vocabularySize];
    double sum = 0;
    for (int rank = 0; rank < vocabularySize; rank++) {
      vocabulary[rank] = word();
      sum += 1.0 / (rank + 1);
      cumulative[rank] = sum;
    }
  }

  private String word() {
    char[] letters = new char[random.nextInt(4, 13)];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (char) random.nextInt('a', 'z' + 1);
    }
    return new String(letters);
  }

  public String next() {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return vocabulary[Math.min(found < 0 ? -found - 1 : found, vocabulary.length - 1)];
  }

  /** Lines of words with one space between. */
  public String[] lines(int lines, int wordsEach) {
    String[] made = new String[lines];
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      line.setLength(0);
      for (int word = 0; word < wordsEach; word++) {
        line.append(word == 0 ? "" : " ").append(next());
      }
      made[i] = line.toString();
    }
    return made;
  }
}

package dev.tidemill.streaming.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a {@link dev.tidemill.streaming.testkit.SteppedContext}: parameters of that type, of
 * test methods and of methods before and after each, get the one context of the test, which is
 * closed when the test is over.
 *
 * <pre>{@code
 * @Stepped
 * class WordCountTest {
 *   @Test
 *   void wordsAreCounted(SteppedContext stepped) { ... }
 * }
 * }</pre>
 *
 * <p>On a method it takes the place of the one on the class. One process drives one context at a
 * time, so tests that start theirs must not run beside each other.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(SteppedExtension.class)
public @interface Stepped {
  /** The batch interval in milliseconds. */
  long batchMs() default 1000;

  /** Settings as {@code key=value}, beside those of {@code SteppedContext.settings()}. */
  String[] settings() default {};
}

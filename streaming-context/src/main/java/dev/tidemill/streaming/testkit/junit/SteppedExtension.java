package dev.tidemill.streaming.testkit.junit;

import dev.tidemill.SparkConf;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.testkit.SteppedContext;
import java.lang.reflect.Executable;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link Stepped} does. */
public final class SteppedExtension implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(SteppedExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == SteppedContext.class;
  }

  /** The context of the test, made when it is first asked for. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Store store = test.getStore(NAMESPACE);
    SteppedContext made = store.get(SteppedContext.class, SteppedContext.class);
    if (made == null) {
      made = make(stepped(parameter.getDeclaringExecutable(), test));
      store.put(SteppedContext.class, made);
    }
    return made;
  }

  private static Stepped stepped(Executable asking, ExtensionContext test) {
    if (test.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          asking
              + ": a SteppedContext belongs to one test; take it as a parameter of the test method"
              + " or of a method before or after each.");
    }
    Optional<Stepped> found = AnnotationSupport.findAnnotation(test.getTestMethod(), Stepped.class);
    for (Class<?> type = test.getRequiredTestClass();
        found.isEmpty() && type != null;
        type = type.getEnclosingClass()) {
      found = AnnotationSupport.findAnnotation(type, Stepped.class);
    }
    return found.orElseThrow(
        () ->
            new ParameterResolutionException(
                asking + ": neither the test nor its class is annotated with @Stepped."));
  }

  private static SteppedContext make(Stepped stepped) {
    SparkConf conf = SteppedContext.settings();
    for (String setting : stepped.settings()) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new ParameterResolutionException(
            "@Stepped: the setting \"" + setting + "\" has no key; write \"key=value\".");
      }
      conf.set(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return SteppedContext.of(conf, new Duration(stepped.batchMs()));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    SteppedContext made =
        test.getStore(NAMESPACE).remove(SteppedContext.class, SteppedContext.class);
    if (made != null) {
      made.close();
    }
  }
}

package dev.tidemill.examples;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the picture of README.md: arrows between modules point down, packages form no circle. */
class ArchitectureTest {
  /** Which modules each may use. A new module is added here, at its place in the picture. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "rdd-core", Set.of(),
          "dstream-api", Set.of("rdd-core"),
          "receivers", Set.of("dstream-api", "rdd-core"),
          "filesystem-sources", Set.of("dstream-api", "rdd-core"),
          "streaming-context", Set.of("receivers", "filesystem-sources", "dstream-api", "rdd-core"),
          // Knows the engine by names only.
          "porter", Set.of(),
          "relocation",
              Set.of(
                  "streaming-context",
                  "receivers",
                  "filesystem-sources",
                  "dstream-api",
                  "rdd-core"),
          "launcher",
              Set.of(
                  "porter",
                  "relocation",
                  "streaming-context",
                  "receivers",
                  "filesystem-sources",
                  "dstream-api",
                  "rdd-core"),
          "examples",
              Set.of(
                  "streaming-context",
                  "receivers",
                  "filesystem-sources",
                  "dstream-api",
                  "rdd-core"));

  private static final Pattern MODULE = Pattern.compile("/([a-z-]+)/target/");

  /**
   * The mirrored packages hold both the words that everything below uses (tuples, functions, times)
   * and the types through which programs reach what is below. These are the latter.
   */
  private static final List<String> REACHING_DOWN =
      List.of(
          "dev\\.tidemill\\.Spark(Context|Files)",
          "dev\\.tidemill\\.api\\.java\\.Java[A-Za-z]+",
          "dev\\.tidemill\\.rdd\\.[A-Za-z]+",
          "dev\\.tidemill\\.streaming\\.(StreamingContext|StateSpec)",
          "dev\\.tidemill\\.streaming\\.dstream\\.[A-Za-z]+",
          "dev\\.tidemill\\.streaming\\.api\\.java\\.[A-Za-z]+");

  private static final Pattern WORDS =
      Pattern.compile(
          "dev\\.tidemill(\\.(api\\.java(\\.function)?|storage|util|streaming(\\.scheduler)?))?");

  private static JavaClasses classes;

  @BeforeAll
  static void readAllModules() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tidemill");
  }

  @Test
  void everyModuleIsInThePicture() {
    Set<String> modules = new TreeSet<>();
    classes.forEach(type -> modules.add(moduleOf(type)));
    assertEquals(new TreeSet<>(MAY_USE.keySet()), modules);
  }

  @Test
  void arrowsBetweenModulesPointDown() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : classes) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.getName().startsWith("dev.tidemill.") || target.getSource().isEmpty()) {
          continue;
        }
        String from = moduleOf(type);
        String to = moduleOf(target);
        if (!from.equals(to) && !MAY_USE.get(from).contains(to)) {
          wrong.add(from + " -> " + to + ": " + dependency.getDescription());
        }
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void packagesFormNoCircle() {
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(partOf(type));
              }

              @Override
              public String getDescription() {
                return "packages, the mirrored ones parted into words and what reaches down";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  private static String partOf(JavaClass type) {
    String outermost = type.getName().replaceFirst("\\$.*", "");
    for (String pattern : REACHING_DOWN) {
      if (outermost.matches(pattern)) {
        boolean streams = outermost.startsWith("dev.tidemill.streaming.");
        // A context is above its streams, and declared in the module above theirs.
        return outermost.matches(".*\\.(JavaStreaming|Checkpointed)Context")
            ? "contexts"
            : streams ? "streams" : "datasets";
      }
    }
    return WORDS.matcher(type.getPackageName()).matches() ? "words" : type.getPackageName();
  }

  private static String moduleOf(JavaClass type) {
    Matcher matcher = MODULE.matcher(type.getSource().orElseThrow().getUri().toString());
    if (!matcher.find()) {
      throw new IllegalStateException("No module in the place of " + type.getName());
    }
    return matcher.group(1);
  }
}

package dev.tidemill.core.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.ForkedJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kryo is for objects of the program; whoever has none does not pay for it. */
class PlainProgramLoadsNoKryoClassTest {

  private static List<String> kryoClasses(List<String> output) {
    assertTrue(output.contains("encoded all"), () -> "did not run: " + output);
    return output.stream()
        .filter(line -> line.contains("[class,load]") && line.contains(".kryo5."))
        .toList();
  }

  @Test
  void aProgramOfPlainValuesLoadsNoKryoClass() throws Exception {
    List<String> output = ForkedJvm.run(PlainProgram.class, System.getProperty("java.class.path"));
    assertEquals(List.of(), kryoClasses(output));
  }

  @Test
  void objectsOfTheProgramNeedNoOptionOfTheJvm() throws Exception {
    List<String> output =
        ForkedJvm.run(PlainProgram.class, System.getProperty("java.class.path"), "objects");
    assertTrue(!kryoClasses(output).isEmpty());
    assertEquals(
        List.of(),
        output.stream()
            .filter(line -> line.contains("WARNING") || line.contains("illegal"))
            .toList());
  }
}

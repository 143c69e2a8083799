package dev.tidemill.relocation;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.Remapper;

/** {@link LegacyNames} for names, descriptors and signatures in class files. */
class NameRemapper extends Remapper {
  static final NameRemapper INSTANCE = new NameRemapper();

  NameRemapper() {
    super(Opcodes.ASM9);
  }

  @Override
  public String map(String internalName) {
    return LegacyNames.relocate(internalName);
  }
}

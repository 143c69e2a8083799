package dev.tidemill.relocation;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.MethodRemapper;

/** Rewrites the instructions of one method. */
final class MethodRelocator extends MethodRemapper {
  private static final String NAMES = Type.getInternalName(LegacyNames.class);
  private static final String FOR_NAME_WITH_LOADER =
      "(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;";

  private final boolean ofLambdas;
  private final StringConstants strings;

  MethodRelocator(MethodVisitor out, String method, StringConstants strings) {
    super(Opcodes.ASM9, out, NameRemapper.INSTANCE);
    this.ofLambdas = method.equals("$deserializeLambda$");
    this.strings = strings;
  }

  @Override
  public void visitLdcInsn(Object constant) {
    super.visitLdcInsn(constant instanceof String text ? relocate(text) : constant);
  }

  private String relocate(String text) {
    if (ofLambdas) {
      // The compiler compares class names and descriptors of a lambda as texts.
      return text.startsWith("(") ? remapper.mapMethodDesc(text) : LegacyNames.relocate(text);
    }
    return strings == StringConstants.CLASS_NAMES ? LegacyNames.relocateIfClassName(text) : text;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (owner.equals("java/lang/Class") && name.equals("forName")) {
      forName(opcode, owner, name, descriptor);
      return;
    }
    Bridge bridge = opcode == Opcodes.INVOKESPECIAL ? null : Bridge.of(owner, name, descriptor);
    if (bridge != null) {
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, Bridge.PLACE, bridge.method(), bridge.descriptor(), false);
      return;
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  private void forName(int opcode, String owner, String name, String descriptor) {
    if (descriptor.equals(FOR_NAME_WITH_LOADER)) {
      mv.visitMethodInsn(opcode, NAMES, name, descriptor, false);
      return;
    }
    if (descriptor.equals("(Ljava/lang/String;)Ljava/lang/Class;")) {
      // Before the call, not in its place: the JDK takes the loader of whoever calls.
      mv.visitMethodInsn(
          opcode, NAMES, "relocateClassName", "(Ljava/lang/String;)Ljava/lang/String;", false);
    }
    mv.visitMethodInsn(opcode, owner, name, descriptor, false);
  }
}

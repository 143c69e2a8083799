package dev.tidemill.relocation;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Functions as compilers made them for release 1 of the legacy engine. */
final class OldFunctions {
  private static final String OBJECT = "java/lang/Object";
  private static final String FUNCTION = "org/apache/spark/api/java/function/FlatMapFunction";
  private static final String CALL = "(Ljava/lang/Object;)Ljava/lang/Iterable;";

  private OldFunctions() {}

  static byte[] asClass(String name) {
    ClassWriter out = begin(name, FUNCTION);
    nothing(out, Opcodes.ACC_PUBLIC, "call");
    return out.toByteArray();
  }

  static byte[] asLambda(String name) {
    ClassWriter out = begin(name);
    nothing(out, Opcodes.ACC_STATIC, "lambda$0");
    MethodVisitor made =
        out.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "made", "()L" + FUNCTION + ";", null, null);
    made.visitCode();
    Handle metafactory =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/LambdaMetafactory",
            "metafactory",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodType;"
                + "Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)"
                + "Ljava/lang/invoke/CallSite;",
            false);
    made.visitInvokeDynamicInsn(
        "call",
        "()L" + FUNCTION + ";",
        metafactory,
        Type.getMethodType(CALL),
        new Handle(Opcodes.H_INVOKESTATIC, name, "lambda$0", CALL, false),
        Type.getMethodType(CALL));
    made.visitInsn(Opcodes.ARETURN);
    made.visitMaxs(0, 0);
    made.visitEnd();
    return out.toByteArray();
  }

  private static ClassWriter begin(String name, String... interfaces) {
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    out.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, OBJECT, interfaces);
    return out;
  }

  private static void nothing(ClassWriter out, int access, String method) {
    MethodVisitor body = out.visitMethod(access, method, CALL, null, null);
    body.visitCode();
    body.visitInsn(Opcodes.ACONST_NULL);
    body.visitInsn(Opcodes.ARETURN);
    body.visitMaxs(0, 0);
    body.visitEnd();
  }
}

package dev.tidemill.relocation;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes the companion object that Scala code calls where Java code calls static methods: a class
 * with the name of ours and a {@code $}, one object of it, and a method for each static one.
 */
final class Companion {
  private static final String OBJECT = "java/lang/Object";

  private Companion() {}

  /** Its class file; none if we have no such class, or it has no static methods. */
  static Optional<byte[]> of(String name, ClassLoader ours) {
    if (!name.startsWith("dev.tidemill.") || !name.endsWith("$")) {
      return Optional.empty();
    }
    try {
      Class<?> type = Class.forName(name.substring(0, name.length() - 1), false, ours);
      return hasStatic(type) ? Optional.of(write(name.replace('.', '/'), type)) : Optional.empty();
    } catch (ClassNotFoundException noneOfOurs) {
      return Optional.empty();
    }
  }

  private static boolean hasStatic(Class<?> type) {
    for (Method method : type.getMethods()) {
      if (Modifier.isStatic(method.getModifiers())) {
        return true;
      }
    }
    return false;
  }

  private static byte[] write(String name, Class<?> type) {
    ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    out.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER,
        name,
        null,
        OBJECT,
        null);
    String descriptor = "L" + name + ";";
    int constant = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    out.visitField(constant, "MODULE$", descriptor, null, null).visitEnd();
    MethodVisitor constructor = begin(out, Opcodes.ACC_PRIVATE, "<init>", "()V");
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    end(constructor, Opcodes.RETURN);
    MethodVisitor start = begin(out, Opcodes.ACC_STATIC, "<clinit>", "()V");
    start.visitTypeInsn(Opcodes.NEW, name);
    start.visitInsn(Opcodes.DUP);
    start.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
    start.visitFieldInsn(Opcodes.PUTSTATIC, name, "MODULE$", descriptor);
    end(start, Opcodes.RETURN);
    for (Method method : type.getMethods()) {
      if (Modifier.isStatic(method.getModifiers())) {
        forward(out, method);
      }
    }
    out.visitEnd();
    return out.toByteArray();
  }

  private static void forward(ClassWriter out, Method method) {
    String descriptor = Type.getMethodDescriptor(method);
    MethodVisitor body = begin(out, Opcodes.ACC_PUBLIC, method.getName(), descriptor);
    int place = 1;
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      body.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), place);
      place += parameter.getSize();
    }
    Class<?> owner = method.getDeclaringClass();
    body.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Type.getInternalName(owner),
        method.getName(),
        descriptor,
        owner.isInterface());
    end(body, Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
  }

  private static MethodVisitor begin(ClassWriter out, int access, String name, String descriptor) {
    MethodVisitor body = out.visitMethod(access, name, descriptor, null, null);
    body.visitCode();
    return body;
  }

  private static void end(MethodVisitor body, int last) {
    body.visitInsn(last);
    body.visitMaxs(0, 0);
    body.visitEnd();
  }
}

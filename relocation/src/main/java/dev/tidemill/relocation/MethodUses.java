package dev.tidemill.relocation;

import dev.tidemill.relocation.MemberReport.Use;
import java.util.function.Consumer;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Tells what one method uses. */
final class MethodUses extends MethodVisitor {
  private final String method;
  private final ClassUses.Receiver receiver;
  private final String className;
  private int line;

  MethodUses(String method, ClassUses.Receiver receiver, String className) {
    super(Opcodes.ASM9);
    this.method = method;
    this.receiver = receiver;
    this.className = className;
  }

  /** Every class in a type, also in that of a method. */
  static void eachClass(Type type, Consumer<String> receiver) {
    switch (type.getSort()) {
      case Type.METHOD -> {
        eachClass(type.getReturnType(), receiver);
        for (Type parameter : type.getArgumentTypes()) {
          eachClass(parameter, receiver);
        }
      }
      case Type.ARRAY -> eachClass(type.getElementType(), receiver);
      case Type.OBJECT -> receiver.accept(type.getInternalName());
      default -> {} // a primitive
    }
  }

  private void types(Type type) {
    Use use = use();
    eachClass(type, name -> receiver.type(name, use));
  }

  private Use use() {
    return new Use(className, method, line);
  }

  @Override
  public void visitLineNumber(int number, Label start) {
    line = number;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    types(Type.getObjectType(type));
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    types(Type.getType(descriptor));
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    if (type != null) {
      receiver.type(type, use());
    }
  }

  @Override
  public void visitLdcInsn(Object constant) {
    constant(constant);
  }

  private void constant(Object constant) {
    if (constant instanceof Type type) {
      types(type);
    } else if (constant instanceof Handle handle) {
      if (handle.getTag() <= Opcodes.H_PUTSTATIC) {
        receiver.field(handle.getOwner(), handle.getName(), handle.getDesc(), use());
      } else {
        receiver.method(handle.getOwner(), handle.getName(), handle.getDesc(), true, use());
      }
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    receiver.field(owner, name, descriptor, use());
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    receiver.method(owner, name, descriptor, opcode == Opcodes.INVOKESPECIAL, use());
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    Type made = Type.getReturnType(descriptor);
    if (bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory")
        && made.getSort() == Type.OBJECT) {
      String erased = ((Type) arguments[0]).getDescriptor();
      receiver.lambda(made.getInternalName(), name, erased, use());
    }
    types(Type.getMethodType(descriptor));
    for (Object argument : arguments) {
      constant(argument);
    }
  }
}

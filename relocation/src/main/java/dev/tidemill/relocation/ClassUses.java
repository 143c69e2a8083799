package dev.tidemill.relocation;

import dev.tidemill.relocation.MemberReport.Use;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads one class of a program and tells what it uses, by the names in its class file. */
final class ClassUses extends ClassVisitor {
  private final Receiver receiver;
  private String className;

  /** Gets every use of a class or member, legacy or not. Names have slashes. */
  interface Receiver {
    void type(String name, Use use);

    void method(String owner, String name, String descriptor, boolean byHandle, Use use);

    void field(String owner, String name, String descriptor, Use use);

    /** A lambda or method reference becomes an object of the interface. */
    void lambda(String interfaceName, String method, String descriptor, Use use);

    void subclass(String name, String superName, boolean toBeImplemented, Use use);

    void scala();
  }

  ClassUses(Receiver receiver) {
    super(Opcodes.ASM9);
    this.receiver = receiver;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    className = name.replace('/', '.');
    Use use = use("", 0);
    if (superName != null) {
      receiver.type(superName, use);
      boolean whole = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) == 0;
      receiver.subclass(name, superName, whole, use);
    }
    for (String implemented : interfaces) {
      receiver.type(implemented, use);
    }
  }

  private Use use(String method, int line) {
    return new Use(className, method, line);
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    if (descriptor.startsWith("Lscala/reflect/Scala")) {
      receiver.scala();
    }
    return null;
  }

  @Override
  public void visitAttribute(Attribute attribute) {
    if (attribute.type.startsWith("Scala")) {
      receiver.scala();
    }
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    types(Type.getType(descriptor), use(name, 0));
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    types(Type.getMethodType(descriptor), use(name, 0));
    return new MethodUses(name, receiver, className);
  }

  private void types(Type type, Use use) {
    MethodUses.eachClass(type, name -> receiver.type(name, use));
  }
}

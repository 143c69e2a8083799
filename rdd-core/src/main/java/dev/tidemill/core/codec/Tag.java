package dev.tidemill.core.codec;

/**
 * The first byte of every value, and with it the stored format, version {@link #VERSION}.
 *
 * <pre>
 * single   = VERSION value
 * stream   = VERSION { length:varint value } 0        length counts the bytes of the value
 * value    = tag body
 *
 * body of STRING_LATIN     n:varint, n bytes          every character below 256
 *         STRING_WIDE      n:varint, 2n bytes         big-endian, unpaired surrogates survive
 *         INT, LONG        zigzag varint
 *         FLOAT, DOUBLE    4 or 8 bytes
 *         TUPLE2           value value
 *         RECORD, OBJECT   class { value }            one for each name of the class, in its order
 *         OBJECT_LIST      class { value } n { value }        a collection class of the program
 *         OBJECT_MAP       class { value } n { value value }
 *         ENUM             class index:varint         into the names of the class
 *         ARRAY            class n { value }          of objects; the class is that of the elements
 *         CUSTOM           class n, n bytes           written by a {@link TypeCodec}
 *         OPTIONAL, OPTION value                      NULL for the empty one
 *         ENTRY, SIMPLE_ENTRY  value value            of Map.entry, and one that can be set
 *         REFERENCE        index:varint               a value met before in this record
 *         primitive array  n, n elements of fixed width
 *         collection       [comparator:value] n { value }
 *         map              [comparator:value] n { value value }
 *         other values     see {@link JdkValues}
 *
 * class    = 0 definition | index + 1 :varint         the table is shared by the records of a stream
 * definition = kind:tag name:value n { name:value }   the names of fields, components or constants
 * </pre>
 *
 * <p>Every value says what it is, so a field that is gone can be skipped, even if its class is gone
 * too. References count mutable values (objects, arrays, mutable collections) in the order in which
 * their tags stand; others are written again.
 *
 * <p>A number that is given away is never given to something else. Tags of leaf values of the JDK
 * begin at 64 and stand in {@link JdkValues}, collections at 32 in {@link JdkCollections}.
 */
final class Tag {
  static final int VERSION = 1;

  static final int NULL = 0;
  static final int TRUE = 1;
  static final int FALSE = 2;
  static final int INT = 3;
  static final int LONG = 4;
  static final int DOUBLE = 5;
  static final int STRING_LATIN = 6;
  static final int STRING_WIDE = 7;
  static final int TUPLE2 = 8;
  static final int REFERENCE = 9;
  static final int RECORD = 10;
  static final int OBJECT = 11;
  static final int OBJECT_LIST = 12;
  static final int OBJECT_MAP = 13;
  static final int ENUM = 14;
  static final int ARRAY = 15;
  static final int CUSTOM = 16;
  static final int OPTIONAL = 17;
  static final int OPTION = 18;
  static final int ENTRY = 19;
  static final int SIMPLE_ENTRY = 20;

  private Tag() {}
}

package dev.tidemill.core.plan;

import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Immutability;
import dev.tidemill.core.codec.UnencodableException;
import java.io.Serializable;

/**
 * What values are added to. Functions may change what they are given, so each key, partition and
 * run gets a copy of its own, made through the codec, unless the value is known never to change. It
 * is encoded when the dataset is described or the action called; changing it later changes nothing.
 */
public final class ZeroValue<U> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final U shared;
  private final byte[] encoded;
  private final Codec codec;

  private ZeroValue(U shared, byte[] encoded, Codec codec) {
    this.shared = shared;
    this.encoded = encoded;
    this.codec = codec;
  }

  /**
   * @throws IllegalArgumentException if the value can neither be shared nor copied
   */
  public static <U> ZeroValue<U> of(String call, U value, Codec codec) {
    if (value == null || Immutability.of(value)) {
      return new ZeroValue<>(value, null, codec);
    }
    try {
      return new ZeroValue<>(null, codec.encode(value), codec);
    } catch (UnencodableException refused) {
      throw new IllegalArgumentException(
          call
              + ": zeroValue of "
              + value.getClass().getName()
              + " cannot be copied for each use: "
              + refused.getMessage(),
          refused);
    }
  }

  /** It travels as a record does, so its class need not be Serializable. */
  private Object writeReplace() {
    return encoded == null ? new ZeroValue<>(null, codec.encode(shared), codec) : this;
  }

  /** A value that no other use has. */
  @SuppressWarnings("unchecked") // what was written is read
  public U copy() {
    return encoded == null ? shared : (U) codec.decode(encoded);
  }
}

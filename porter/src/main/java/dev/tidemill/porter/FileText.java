package dev.tidemill.porter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file's text, and how it is encoded. What is no UTF-8 is taken for Latin-1, which gives every
 * byte back as it was, whatever it meant.
 */
record FileText(String text, Charset charset) {
  static FileText read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new FileText(text, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      return new FileText(
          new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
  }

  byte[] encoded(String other) {
    return other.getBytes(charset);
  }
}

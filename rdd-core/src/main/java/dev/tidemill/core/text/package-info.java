/** Small readers and writers of text: units in settings, lines in bytes, values in messages. */
package dev.tidemill.core.text;

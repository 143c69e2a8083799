/** How records travel, as far as programs name it. */
package dev.tidemill.serializer;

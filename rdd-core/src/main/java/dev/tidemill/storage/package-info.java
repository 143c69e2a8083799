/** Storage levels, mirrored from the legacy package of the same name. Values only. */
package dev.tidemill.storage;

package dev.tidemill.serializer;

/**
 * Stands where the legacy API takes a serializer for what an exchange moves. It is accepted and not
 * used: exchanges inside a process hand records over by reference.
 */
public abstract class Serializer {}

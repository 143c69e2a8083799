package dev.tidemill.dstream.window;

/** Combines two values, the older one first. Must not change what it is given. */
@FunctionalInterface
interface Combine<V> {
  V of(V older, V newer) throws Exception;
}

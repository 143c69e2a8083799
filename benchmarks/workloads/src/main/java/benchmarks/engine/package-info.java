/**
 * The workloads as programs of the engine's public API. This is the one source: module legacy
 * compiles a copy in which {@code dev.tidemill.Tuple2} is Scala's and {@code dev.tidemill} the
 * legacy engine's prefix, so only what both engines have may be used here.
 */
package benchmarks.engine;

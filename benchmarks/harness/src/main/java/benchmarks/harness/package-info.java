/**
 * The process that drives the others: starts one for each engine, lets them take turns, compares
 * their results, and only then says how long they took. Start reading at {@link Benchmarks}.
 */
package benchmarks.harness;

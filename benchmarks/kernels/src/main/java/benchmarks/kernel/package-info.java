/**
 * JMH benchmarks of single parts, for work on one of them; whole engines are compared elsewhere.
 */
package benchmarks.kernel;

/**
 * What a Java programmer writes without an engine: the idiomatic loop, over HashMap and String. Two
 * threads where the engines have two.
 */
package benchmarks.handwritten;

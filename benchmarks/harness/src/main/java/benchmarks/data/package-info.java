/** Input made from one seed, the same in every process. */
package benchmarks.data;

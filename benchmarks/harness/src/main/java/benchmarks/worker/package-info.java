/** The measured process: one engine, one workload, told by lines on standard input what to do. */
package benchmarks.worker;

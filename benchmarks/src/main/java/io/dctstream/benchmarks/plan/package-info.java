/**
 * What a number of images a second takes: a small model of the pipeline. {@link
 * io.dctstream.benchmarks.plan.Costs} are measured figures, each with the page and the row that it
 * comes from; {@link io.dctstream.benchmarks.plan.Demand} multiplies them; {@link
 * io.dctstream.benchmarks.plan.MachineLoad} says what one machine carries, and what stops it.
 */
package io.dctstream.benchmarks.plan;

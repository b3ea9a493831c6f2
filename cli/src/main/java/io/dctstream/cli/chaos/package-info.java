/**
 * What becomes of a stream while processes are killed under it: {@link
 * io.dctstream.cli.chaos.Chaos} runs the job on a real cluster and a real broker, kills them one
 * after the other as a {@link io.dctstream.cli.chaos.ChaosPlan} says, and a {@link
 * io.dctstream.cli.chaos.ChaosReport} tells what was lost or repeated (nothing must be) and how
 * long each recovery took.
 */
package io.dctstream.cli.chaos;

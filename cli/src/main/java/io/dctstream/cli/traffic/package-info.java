/**
 * Pictures whose right answers are known, on their way through a job: {@link
 * io.dctstream.cli.traffic.PictureSender} sends {@link io.dctstream.cli.traffic.Pictures} to the
 * broker, {@link io.dctstream.cli.traffic.ResultReader} reads what the job has committed, and the
 * {@link io.dctstream.cli.traffic.Ledger} holds one against the other.
 */
package io.dctstream.cli.traffic;

/**
 * The backfill, started by hand. {@link io.dctstream.cli.backfill.BackfillCommand} runs the job on
 * a cluster in this process, shows how far it has come and keeps, beside the results, what a later
 * run needs to go on: {@link io.dctstream.cli.backfill.ResultFolder}.
 */
package io.dctstream.cli.backfill;

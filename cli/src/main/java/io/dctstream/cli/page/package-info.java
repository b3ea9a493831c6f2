/**
 * The live page: a job seen at work in a browser.
 *
 * <p>It looks at the job from outside and costs it nothing. {@link
 * io.dctstream.cli.page.ResultReader} follows the topics of the predictions and the rejects, {@link
 * io.dctstream.cli.page.JobMetrics} asks Flink's REST interface, and a browser that wants to see an
 * image gets it from the input topic ({@link io.dctstream.cli.page.InputImages}), where the
 * result's origin says that it is. {@link io.dctstream.cli.page.Activity} sums up each second;
 * {@link io.dctstream.cli.page.Events} sends it to the browsers as server-sent events.
 *
 * <p>Results are shown as the job writes them, before the checkpoint that commits them: after a
 * failure some are shown twice, which no consumer with {@code read_committed} sees.
 */
package io.dctstream.cli.page;

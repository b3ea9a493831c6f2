/**
 * Models in SQL: {@code CREATE MODEL ... WITH ('provider' = 'dctstream', 'model' = '...')} and
 * {@code ML_PREDICT}.
 *
 * <p>Flink finds {@link io.dctstream.job.sql.SqlModelFactory} by its name, {@code dctstream}, and
 * asks it for a {@link io.dctstream.job.sql.SqlModel}, which makes a {@link
 * io.dctstream.job.sql.ClassifyFunction} for each subtask. The function decodes on the task's
 * thread and hands the coefficients to a {@link io.dctstream.job.sql.ModelThread}, where batches
 * form while the model is busy. Of a directory the newest version classifies, and each newer one as
 * it comes. The columns that a query may ask for are the {@link
 * io.dctstream.job.sql.OutputColumn}s: an image that cannot be classified has no label but a
 * reason, and harms only itself.
 */
package io.dctstream.job.sql;

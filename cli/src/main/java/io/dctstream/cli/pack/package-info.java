/**
 * Many image files into few shards. {@link io.dctstream.cli.pack.PackCommand} writes WebDataset
 * shards, which a backfill and most trainings read faster than single files, and can fit each image
 * to a network's grid on the way.
 */
package io.dctstream.cli.pack;

package io.dctstream.job.archive;

import java.io.Serializable;

/**
 * What of an archive is an image.
 *
 * @param names names of files and members that are
 * @param columns where they are in Parquet files
 * @param maxBytes the longest that is read; longer ones are rejects
 */
public record ImageSelection(ImageNames names, ImageColumns columns, int maxBytes)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}

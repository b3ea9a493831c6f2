// The inner loops of the way to RGB floats, compiled as those of kernels.h are.

// A row of RGB pixels to normalised floats of each channel.
inline void normalise(const uint8_t* __restrict row, int width, float* __restrict r,
                      float* __restrict g, float* __restrict b) {
  for (int x = 0; x < width; x++) {
    r[x] = row[CHANNELS * x] * GAIN[0] + BIAS[0];
    g[x] = row[CHANNELS * x + 1] * GAIN[1] + BIAS[1];
    b[x] = row[CHANNELS * x + 2] * GAIN[2] + BIAS[2];
  }
}

// A row of RGB pixels to samples less 128 of each channel.
inline void separate(const uint8_t* __restrict row, int width, int16_t* __restrict r,
                     int16_t* __restrict g, int16_t* __restrict b) {
  for (int x = 0; x < width; x++) {
    r[x] = static_cast<int16_t>(row[CHANNELS * x] - 128);
    g[x] = static_cast<int16_t>(row[CHANNELS * x + 1] - 128);
    b[x] = static_cast<int16_t>(row[CHANNELS * x + 2] - 128);
  }
}

// Eight rows of one channel, from what filter_rows makes.
inline void normalise_rows(const float* columns, const Filter& horizontal, int channel, float* out) {
  for (int from = 0; from < horizontal.count; from += SIDE) {
    Floats rows[SIDE];
    filter_columns(columns, horizontal.begin(), horizontal, from, rows);
    transpose(rows);
    for (int y = 0; y < SIDE; y++) {
      Floats row = (rows[y] + 128.0f) * GAIN[channel] + BIAS[channel];
      store(out + static_cast<size_t>(y) * horizontal.count + from, row);
    }
  }
}

// Filters over rows and columns of samples. Part of kernels.h.

// Eight output rows, from the columns that the horizontal filter reads, interleaved: out[column][8].
// Reads and writes up to seven columns more.
inline void filter_rows(const SampleWindow& window, int left, int right,
                                      const Filter& filter, int top, float* out) {
  for (int x = left; x < right; x += LANES, out += LANES * SIDE) {
    Floats rows[SIDE];
    for (int r = 0; r < SIDE; r++) {
      const float* weights = &filter.weights[static_cast<size_t>(top + r) * filter.taps];
      const int16_t* samples = window.at(x, filter.first[static_cast<size_t>(top + r)]);
      Floats sum = {};
      for (int k = 0; k < filter.taps; k++, samples += window.stride) {
        sum += weights[k] * __builtin_convertvector(load<Shorts>(samples), Floats);
      }
      rows[r] = sum;
    }
    transpose(rows);
    for (int i = 0; i < LANES; i++) store(out + i * SIDE, rows[i]);
  }
}

// Eight output columns of such rows, `from` being the first.
DCT_INLINE void filter_columns(const float* columns, int left, const Filter& filter, int from,
                               Floats out[SIDE]) {
  for (int i = 0; i < SIDE; i++) {
    const float* weights = &filter.weights[static_cast<size_t>(from + i) * filter.taps];
    const float* column =
        columns + static_cast<size_t>(filter.first[static_cast<size_t>(from + i)] - left) * SIDE;
    Floats sum = {};
    for (int k = 0; k < filter.taps; k++) sum += weights[k] * load<Floats>(column + k * SIDE);
    out[i] = sum;
  }
}

inline void transform_row(const float* columns, const Filter& horizontal,
                                        const float* inverse_table, int16_t* blocks) {
  const Basis& basis = basis_of(SIDE);
  for (int from = 0; from < horizontal.count; from += SIDE, blocks += SIZE) {
    Floats block[SIDE];
    filter_columns(columns, horizontal.begin(), horizontal, from, block);
    quantised_dct(basis, block, inverse_table, blocks);
  }
}

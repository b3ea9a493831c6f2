// The transform of blocks, forward and inverse, in floats. Part of kernels.h.

// columns[x], samples y of a column less 128, to coefficients in natural order divided by their table
// entry. `inverse_table` holds the entries' inverses, transposed: [u][v].
DCT_INLINE void quantised_dct(const Basis& basis, const Floats columns[SIDE],
                              const float* inverse_table, int16_t* block) {
  alignas(32) float half[SIDE][SIDE];  // [u][y]
  for (int u = 0; u < SIDE; u++) {
    Floats sum = {};
    for (int x = 0; x < SIDE; x++) sum += basis.cosines[u][x] * columns[x];
    store(half[u], sum);
  }
  Shorts rows[SIDE];
  DCT_LOOP
  for (int u = 0; u < SIDE; u++) {
    Floats sum = {};
    for (int y = 0; y < SIDE; y++) sum += half[u][y] * load<Floats>(basis.transposed[y]);
    sum *= load<Floats>(inverse_table + u * SIDE);
    rows[u] = __builtin_convertvector(round(sum), Shorts);
  }
  transpose(rows);
  for (int v = 0; v < SIDE; v++) store(block + v * SIDE, rows[v]);
}

// A block's samples less 128, `points` in each direction: those of a picture scaled by points / 8, like
// libjpeg's scaled inverse transforms. `table` holds the quantisation table as floats.
DCT_INLINE void inverse_dct(int points, const Basis& basis, const int16_t* block, const float* table,
                            int16_t* samples, int stride) {
  Floats columns[SIDE];  // [y], lanes u
  for (int y = 0; y < points; y++) columns[y] = Floats{};
  for (int v = 0; v < points; v++) {
    Shorts row = load<Shorts>(block + v * SIDE);
    if (is_zero(row)) continue;
    Floats values = __builtin_convertvector(row, Floats) * load<Floats>(table + v * SIDE);
    for (int y = 0; y < points; y++) columns[y] += basis.cosines[v][y] * values;
  }
  alignas(32) float half[SIDE][SIDE];  // [y][u]
  for (int y = 0; y < points; y++) store(half[y], columns[y] * (points / 8.0f));
  DCT_LOOP
  for (int y = 0; y < points; y++, samples += stride) {
    Floats sum = {};
    for (int u = 0; u < points; u++) sum += half[y][u] * load<Floats>(basis.cosines[u]);
    sum = sum < -128.0f ? Floats{} - 128.0f : sum;
    sum = sum > 127.0f ? Floats{} + 127.0f : sum;
    Shorts row = __builtin_convertvector(round(sum), Shorts);
    memcpy(samples, &row, sizeof(int16_t) * points);
  }
}

// Some blocks of a row; `samples` is the place of the first's first sample.
inline void inverse_dcts(int points, const int16_t* blocks, int count, const float* table,
                         int16_t* samples, int stride) {
  const Basis& basis = basis_of(points);
  for (int i = 0; i < count; i++, blocks += SIZE, samples += points) {
    switch (points) {  // a constant in each case, for the compiler's sake
      case 1: inverse_dct(1, basis, blocks, table, samples, stride); break;
      case 2: inverse_dct(2, basis, blocks, table, samples, stride); break;
      case 3: inverse_dct(3, basis, blocks, table, samples, stride); break;
      case 4: inverse_dct(4, basis, blocks, table, samples, stride); break;
      case 5: inverse_dct(5, basis, blocks, table, samples, stride); break;
      case 6: inverse_dct(6, basis, blocks, table, samples, stride); break;
      case 7: inverse_dct(7, basis, blocks, table, samples, stride); break;
      default: inverse_dct(8, basis, blocks, table, samples, stride);
    }
  }
}

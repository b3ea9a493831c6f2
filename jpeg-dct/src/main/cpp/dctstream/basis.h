// The cosines of the transform (T.81 A.3.3).
#pragma once

#include <cmath>

namespace dctstream {

constexpr int SIDE = 8;
constexpr int SIZE = 64;

// The orthonormal basis of `points` samples: cosines[u][x] = c(u) cos((2x + 1) u pi / (2 points)).
// Places beyond are zero.
struct Basis {
  alignas(32) float cosines[SIDE][SIDE] = {};
  alignas(32) float transposed[SIDE][SIDE] = {};

  explicit Basis(int points) {
    for (int u = 0; u < points; u++) {
      for (int x = 0; x < points; x++) {
        double c = std::sqrt((u == 0 ? 1.0 : 2.0) / points);
        cosines[u][x] = transposed[x][u] =
            static_cast<float>(c * std::cos((2 * x + 1) * u * M_PI / (2 * points)));
      }
    }
  }
};

inline const Basis& basis_of(int points) {
  static const Basis bases[] = {Basis(1), Basis(2), Basis(3), Basis(4),
                                Basis(5), Basis(6), Basis(7), Basis(8)};
  return bases[points - 1];
}

}  // namespace dctstream

// EXIF orientations 1 to 8 as exact operations on coefficients: mirroring negates the odd frequencies
// of its direction, transposition swaps the two.
#pragma once

#include <vector>

#include "blocks.h"

namespace dctstream {

struct Orientation {
  bool transposed, mirrored_x, mirrored_y;  // of the stored picture, transposition last

  // CIPA DC-008 (Exif 2.32), tag 0x0112.
  static Orientation of_exif(int tag) {
    return {tag >= 5, tag == 2 || tag == 3 || tag == 7 || tag == 8,
            tag == 3 || tag == 4 || tag == 6 || tag == 7};
  }

  bool is_upright() const { return !transposed && !mirrored_x && !mirrored_y; }
};

// Makes `plane` upright; its blocks move into `storage`.
inline void turn(const Orientation& o, CoefficientPlane* plane, Blocks& storage) {
  int width = o.transposed ? plane->height : plane->width;
  int height = o.transposed ? plane->width : plane->height;
  int from[64];
  int sign[64];
  for (int k = 0; k < 64; k++) {
    int u = o.transposed ? k / 8 : k % 8;
    int v = o.transposed ? k % 8 : k / 8;
    from[k] = 8 * v + u;
    sign[k] = ((o.mirrored_x && u % 2 != 0) != (o.mirrored_y && v % 2 != 0)) ? -1 : 1;
  }
  size_t need = static_cast<size_t>(width) * height * 64;
  if (storage.size() < need) storage.resize(need);
  int16_t* block = storage.data();
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++, block += 64) {
      int stored_x = o.transposed ? y : x;
      int stored_y = o.transposed ? x : y;
      if (o.mirrored_x) stored_x = plane->width - 1 - stored_x;
      if (o.mirrored_y) stored_y = plane->height - 1 - stored_y;
      const int16_t* stored = plane->blocks + (int64_t{stored_y} * plane->width + stored_x) * 64;
      for (int k = 0; k < 64; k++) block[k] = static_cast<int16_t>(sign[k] * stored[from[k]]);
    }
  }
  uint16_t table[64];
  for (int k = 0; k < 64; k++) table[k] = plane->table[from[k]];
  memcpy(plane->table, table, sizeof table);
  plane->blocks = storage.data();
  plane->width = width;
  plane->height = height;
}

}  // namespace dctstream

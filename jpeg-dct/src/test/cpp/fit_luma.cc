// The luma that the fit makes of JPEG files before it quantises them, for ResizeQualityTest: 16-bit
// coefficients of a 28x28 grid, block after block, to standard output.

#include <cstdio>
#include <fstream>
#include <iterator>

#include "dctstream/fit.h"

using namespace dctstream;

int main(int argc, char** argv) {
  constexpr int GRID = 28;
  Fitter fitter = {};
  fitter.decoder = open(50000000, 100, 500000000);
  fitter.plan = {RESIZE, false, GRID, GRID};
  for (int i = 1; i < argc; i++) {
    std::ifstream file(argv[i], std::ios::binary);
    std::vector<char> jpeg(std::istreambuf_iterator<char>(file), {});
    auto data = reinterpret_cast<const uint8_t*>(jpeg.data());
    if (fit(&fitter, data, static_cast<int64_t>(jpeg.size()), 1) != OK) {
      fprintf(stderr, "%s: %s\n", argv[i], message(fitter.decoder));
      return 1;
    }
    // Once more with the filters that the fit prepared, but a table that keeps all.
    uint16_t ones[SIZE];
    std::fill_n(ones, SIZE, uint16_t{1});
    std::vector<int16_t> blocks(GRID * GRID * SIZE);
    resample_blocks(fitter.stored[0].window(), fitter.filters[0][0], fitter.filters[0][1], ones,
                    fitter.workspace, blocks.data());
    fwrite(blocks.data(), sizeof(int16_t), blocks.size(), stdout);
  }
  close(fitter.decoder);
  return 0;
}

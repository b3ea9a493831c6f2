// The inner loops, on vectors: compiled for every processor of the family and, on x86-64, two more times,
// for those with AVX2 and with AVX-512 VBMI2. kernels() is the set for the processor that runs this.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "basis.h"
#include "blocks.h"
#include "filter.h"
#include "payload.h"
#include "scan.h"
#include "selection.h"

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define DCT_AVX2
#define DCT_AVX2_BEGIN \
  _Pragma("GCC push_options") _Pragma("GCC target(\"avx2,fma,bmi,bmi2,popcnt\")")
#define DCT_AVX2_END _Pragma("GCC pop_options")
// GCC 12 warns of its own intrinsics, which leave operands undefined on purpose.
#define DCT_AVX512_BEGIN                                                                    \
  _Pragma("GCC push_options") _Pragma("GCC diagnostic push")                                \
      _Pragma("GCC diagnostic ignored \"-Wmaybe-uninitialized\"") _Pragma(                  \
          "GCC target(\"avx2,fma,bmi,bmi2,popcnt,avx512f,avx512bw,avx512vl,avx512vbmi2\")")
#define DCT_AVX512_END _Pragma("GCC diagnostic pop") _Pragma("GCC pop_options")
#endif

namespace dctstream {

struct Kernels {
  // kernels/huffman.h
  bool (*decode_mcus)(BaselineScan*, unsigned, BitReader*, const uint8_t*);
  // kernels/pack.h
  int64_t (*write_payload)(const CoefficientPlane*, uint8_t*);
  // kernels/unpack.h
  int (*unpack)(const uint8_t*, int64_t, const Selection&, const Selection&, float*, float*,
                float*);
  // kernels/tensor.h
  void (*write_tensor)(const CoefficientPlane&, const Selection&, float*);
  // kernels/dct.h
  void (*inverse_dcts)(int, const int16_t*, int, const float*, int16_t*, int);
  // kernels/resample.h
  void (*filter_rows)(const SampleWindow&, int, int, const Filter&, int, float*);
  void (*transform_row)(const float*, const Filter&, const float*, int16_t*);
  // kernels/half.h
  void (*write_halves)(const float*, int64_t, uint16_t*);
};

#define DCT_KERNELS \
  { decode_mcus, write_payload, unpack, write_tensor, inverse_dcts, filter_rows, transform_row, write_halves }

namespace common {
#include "kernels/all.h"
constexpr Kernels KERNELS = DCT_KERNELS;
}  // namespace common

#if defined(DCT_AVX2)
DCT_AVX2_BEGIN
namespace avx2 {
#include "kernels/all.h"
constexpr Kernels KERNELS = DCT_KERNELS;
}  // namespace avx2
DCT_AVX2_END

DCT_AVX512_BEGIN
namespace avx512 {
#include "kernels/lanes.h"
#include "kernels/select_avx512.h"
#include "kernels/tile_avx512.h"
#include "kernels/tensor.h"
#include "kernels/pack.h"
#include "kernels/unpack.h"
constexpr Kernels KERNELS = [] {
  Kernels kernels = avx2::KERNELS;
  kernels.write_payload = write_payload;
  kernels.unpack = unpack;
  kernels.write_tensor = write_tensor;
  return kernels;
}();
}  // namespace avx512
DCT_AVX512_END

// DCTSTREAM_SIMD in the environment, `none` or `avx2`, forbids what goes beyond that.
inline bool is_limited_to(const char* set) {
  const char* limit = getenv("DCTSTREAM_SIMD");
  return limit != nullptr && strcmp(limit, set) == 0;
}

inline bool has_avx2() {
  static const bool has = !is_limited_to("none") && __builtin_cpu_supports("avx2") &&
                          __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2") &&
                          __builtin_cpu_supports("popcnt");
  return has;
}

inline bool has_avx512() {
  static const bool has = has_avx2() && !is_limited_to("avx2") &&
                          __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                          __builtin_cpu_supports("avx512vbmi2");
  return has;
}

inline const Kernels& kernels() {
  if (has_avx512()) return avx512::KERNELS;
  return has_avx2() ? avx2::KERNELS : common::KERNELS;
}
#else
inline const Kernels& kernels() { return common::KERNELS; }
#endif

}  // namespace dctstream

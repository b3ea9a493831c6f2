// The inner loops, on vectors: compiled for every processor of the family and, on x86-64, a second time
// for those with AVX2. kernels() is the set for the processor that runs this.
#pragma once

#include <cstdint>
#include <cstring>

#include "basis.h"
#include "blocks.h"
#include "filter.h"
#include "payload.h"
#include "scan.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define DCT_AVX2
#define DCT_AVX2_BEGIN \
  _Pragma("GCC push_options") _Pragma("GCC target(\"avx2,fma,bmi,bmi2,popcnt\")")
#define DCT_AVX2_END _Pragma("GCC pop_options")
#endif

namespace dctstream {

struct Kernels {
  // kernels/huffman.h
  bool (*decode_mcus)(BaselineScan*, unsigned, BitReader*, const uint8_t*);
  // kernels/pack.h
  int64_t (*write_payload)(const CoefficientPlane*, uint8_t*);
  // kernels/unpack.h
  int (*unpack)(const uint8_t*, int64_t, float*, float*, float*);
  // kernels/tensor.h
  void (*write_tensor)(const CoefficientPlane&, float*);
  // kernels/dct.h
  void (*inverse_dcts)(int, const int16_t*, int, const float*, int16_t*, int);
  // kernels/resample.h
  void (*filter_rows)(const SampleWindow&, int, int, const Filter&, int, float*);
  void (*transform_row)(const float*, const Filter&, const float*, int16_t*);
};

#define DCT_KERNELS \
  { decode_mcus, write_payload, unpack, write_tensor, inverse_dcts, filter_rows, transform_row }

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

inline bool has_avx2() {
  static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                          __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
  return has;
}

inline const Kernels& kernels() { return has_avx2() ? avx2::KERNELS : common::KERNELS; }
#else
inline const Kernels& kernels() { return common::KERNELS; }
#endif

}  // namespace dctstream

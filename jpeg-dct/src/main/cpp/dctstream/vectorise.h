// DCT_VECTORISE: compile a function for AVX2 too and choose at load time. Other processors' baseline
// (SSE2, NEON) vectorises without it.
#pragma once

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__)
#define DCT_VECTORISE __attribute__((target_clones("arch=haswell", "default")))
#else
#define DCT_VECTORISE
#endif

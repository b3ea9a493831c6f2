// Keeps memory where it is, so that a GPU copies from it at the full speed of the bus.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#ifndef _WIN32
#include <dlfcn.h>
#endif

namespace dctstream {

// A function of the CUDA runtime that ONNX Runtime has loaded; none is loaded for this alone.
inline void* cuda_function(const char* name) {
#ifndef _WIN32
  for (const char* library : {"libcudart.so.13", "libcudart.so.12"}) {
    if (void* runtime = dlopen(library, RTLD_LAZY | RTLD_NOLOAD)) {
      return dlsym(runtime, name);
    }
  }
#endif
  return nullptr;
}

inline bool lock_pages(void* memory, int64_t bytes) {
  using Register = int (*)(void*, size_t, unsigned);
  const unsigned for_all_contexts = 1;
  auto lock = reinterpret_cast<Register>(cuda_function("cudaHostRegister"));
  return lock != nullptr && lock(memory, static_cast<size_t>(bytes), for_all_contexts) == 0;
}

inline void unlock_pages(void* memory) {
  using Unregister = int (*)(void*);
  if (auto unlock = reinterpret_cast<Unregister>(cuda_function("cudaHostUnregister"))) {
    unlock(memory);
  }
}

}  // namespace dctstream

// Pictures that are not stored as YCbCr or grey: RGB, CMYK and YCCK to YCbCr (JFIF 1.02, full range).
//
// Four colours are taken as Adobe's programs write them and others read them: inverted, so that 255 is
// no ink. Colour profiles are not applied.
#pragma once

#include "planes.h"

namespace dctstream {

inline bool needs_conversion(J_COLOR_SPACE space) {
  return space == JCS_RGB || space == JCS_CMYK || space == JCS_YCCK;
}

inline Status check_colour(Decoder* d) {
  const jpeg_decompress_struct& c = d->cinfo;
  J_COLOR_SPACE space = c.jpeg_color_space;
  if (space == JCS_YCbCr || space == JCS_GRAYSCALE || needs_conversion(space)) return OK;
  char text[JMSG_LENGTH_MAX];
  snprintf(text, sizeof text, "it has %d components of an unknown colour space", c.num_components);
  return fail(d, UNSUPPORTED, text);
}

struct Rgb {
  float r, g, b;
};

inline Rgb rgb_of_ycc(float y, float cb, float cr) {
  auto clamp = [](float x) { return std::min(255.0f, std::max(0.0f, x)); };
  return {clamp(y + 1.402f * (cr - 128)), clamp(y - 0.344136f * (cb - 128) - 0.714136f * (cr - 128)),
          clamp(y + 1.772f * (cb - 128))};
}

// Of samples from 0 to 255.
inline Rgb rgb_of(J_COLOR_SPACE space, const float* s) {
  switch (space) {
    case JCS_RGB: return {s[0], s[1], s[2]};
    case JCS_CMYK: return {s[0] * s[3] / 255, s[1] * s[3] / 255, s[2] * s[3] / 255};
    default: {  // YCCK: the complement of CMY as YCbCr
      Rgb complement = rgb_of_ycc(s[0], s[1], s[2]);
      float light = s[3] / 255;
      return {(255 - complement.r) * light, (255 - complement.g) * light,
              (255 - complement.b) * light};
    }
  }
}

// Where a component has the samples of a region of the finest one.
inline Region region_of(const jpeg_decompress_struct& c, int component, const Region& finest) {
  const jpeg_component_info& info = c.comp_info[component];
  auto across = [&](int x) { return x * info.h_samp_factor / c.max_h_samp_factor; };
  auto down = [&](int y) { return y * info.v_samp_factor / c.max_v_samp_factor; };
  return {across(finest.left), down(finest.top), across(finest.right - 1) + 1,
          down(finest.bottom - 1) + 1};
}

// The region of `out`'s three planes, in samples of the finest component. Coarser components are
// repeated.
inline void convert(const jpeg_decompress_struct& c, const SamplePlane* in, SamplePlane* out) {
  const Region& region = out[0].region;
  size_t at = 0;
  for (int y = region.top; y < region.bottom; y++) {
    for (int x = region.left; x < region.right; x++, at++) {
      float samples[MAX_COMPS_IN_SCAN] = {};
      for (int i = 0; i < c.num_components; i++) {
        const jpeg_component_info& info = c.comp_info[i];
        const Region& kept = in[i].region;
        int from_x = std::min(x * info.h_samp_factor / c.max_h_samp_factor, kept.right - 1);
        int from_y = std::min(y * info.v_samp_factor / c.max_v_samp_factor, kept.bottom - 1);
        samples[i] = 128.0f + *in[i].window().at(from_x, from_y);
      }
      Rgb rgb = rgb_of(c.jpeg_color_space, samples);
      auto put = [at](SamplePlane& plane, float value) {
        plane.samples[at] = static_cast<int16_t>(std::lrint(value));
      };
      put(out[0], 0.299f * rgb.r + 0.587f * rgb.g + 0.114f * rgb.b - 128);
      put(out[1], -0.168736f * rgb.r - 0.331264f * rgb.g + 0.5f * rgb.b);
      put(out[2], 0.5f * rgb.r - 0.418688f * rgb.g - 0.081312f * rgb.b);
    }
  }
}

}  // namespace dctstream

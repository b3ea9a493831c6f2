// The usual way to a network's input, as a measure for ours: full decode to RGB by the same libjpeg,
// the same fit, the same filter, normalised floats. What the fit does not need is not converted.
#pragma once

#include "dctstream/fit.h"

namespace dctstream {

constexpr int CHANNELS = 3;
constexpr JDIMENSION ROWS_AT_ONCE = 16;

// ImageNet's mean and deviation: value / 255 less the mean, divided by the deviation.
constexpr float GAIN[CHANNELS] = {1 / (255 * 0.229f), 1 / (255 * 0.224f), 1 / (255 * 0.225f)};
constexpr float BIAS[CHANNELS] = {-0.485f / 0.229f, -0.456f / 0.224f, -0.406f / 0.225f};

struct RgbKernels {
  void (*normalise)(const uint8_t*, int, float*, float*, float*);
  void (*separate)(const uint8_t*, int, int16_t*, int16_t*, int16_t*);
  void (*normalise_rows)(const float*, const Filter&, int, float*);
};

namespace common {
#include "kernels/rgb.h"
constexpr RgbKernels RGB_KERNELS = {normalise, separate, normalise_rows};
}  // namespace common

#if defined(DCT_AVX2)
DCT_AVX2_BEGIN
namespace avx2 {
#include "kernels/rgb.h"
constexpr RgbKernels RGB_KERNELS = {normalise, separate, normalise_rows};
}  // namespace avx2
DCT_AVX2_END

inline const RgbKernels& rgb_kernels() {
  return has_avx2() ? avx2::RGB_KERNELS : common::RGB_KERNELS;
}
#else
inline const RgbKernels& rgb_kernels() { return common::RGB_KERNELS; }
#endif

struct RgbDecoder {
  Decoder* decoder;
  std::vector<uint8_t> rows;  // ROWS_AT_ONCE rows of RGB pixels
  std::vector<int16_t> channels[CHANNELS];  // of the region that the filters read
  Filter filters[2];  // horizontal, vertical
  std::vector<float> workspace;
};

inline RgbDecoder* open_rgb(int64_t max_pixels, int max_scans, int64_t max_scan_pixels) {
  Decoder* decoder = open(max_pixels, max_scans, max_scan_pixels);
  if (decoder == nullptr) return nullptr;
  RgbDecoder* rgb = new RgbDecoder();
  rgb->decoder = decoder;
  return rgb;
}

inline void close_rgb(RgbDecoder* rgb) {
  close(rgb->decoder);
  delete rgb;
}

inline const char* message_rgb(const RgbDecoder* rgb) { return message(rgb->decoder); }

// Calls use(row, y) for rows [top, bottom) of the picture while each is in the cache, and decodes the
// others no further than their entropy coding.
template <typename Use>
inline Status for_rows(RgbDecoder* rgb, JDIMENSION top, JDIMENSION bottom, const Use& use) {
  j_decompress_ptr c = &rgb->decoder->cinfo;
  size_t stride = size_t{c->output_width} * CHANNELS;
  if (!grow(rgb->rows, static_cast<int64_t>(stride * ROWS_AT_ONCE))) {
    return fail(rgb->decoder, TOO_LARGE, "there is no memory for its pixels");
  }
  JSAMPROW rows[ROWS_AT_ONCE];
  for (size_t k = 0; k < ROWS_AT_ONCE; k++) rows[k] = rgb->rows.data() + k * stride;
  if (top > 0) jpeg_skip_scanlines(c, top);
  while (c->output_scanline < bottom) {
    JDIMENSION y = c->output_scanline;
    JDIMENSION count = jpeg_read_scanlines(c, rows, std::min(ROWS_AT_ONCE, bottom - y));
    for (JDIMENSION k = 0; k < count; k++) use(rows[k], size_t{y + k});
  }
  if (bottom < c->output_height) jpeg_skip_scanlines(c, c->output_height - bottom);
  return OK;
}

inline Status decode_as_it_is(RgbDecoder* rgb, float* out) {
  size_t width = rgb->decoder->cinfo.output_width;
  size_t plane = width * rgb->decoder->cinfo.output_height;
  return for_rows(rgb, 0, rgb->decoder->cinfo.output_height, [=](const uint8_t* row, size_t y) {
    float* r = out + y * width;
    rgb_kernels().normalise(row, static_cast<int>(width), r, r + plane, r + 2 * plane);
  });
}

inline void resample_channel(RgbDecoder* rgb, const SampleWindow& window, int channel, float* out) {
  const Filter& horizontal = rgb->filters[0];
  const Filter& vertical = rgb->filters[1];
  float* columns = rows_for(rgb->workspace, horizontal);
  for (int top = 0; top < vertical.count; top += SIDE) {
    kernels().filter_rows(window, horizontal.begin(), horizontal.end(), vertical, top, columns);
    rgb_kernels().normalise_rows(columns, horizontal, channel,
                                 out + static_cast<size_t>(top) * horizontal.count);
  }
}

// The least scaling for which libjpeg has SIMD code and that leaves a sample for each wanted: less than
// the coefficients' fit asks for, and quicker.
inline unsigned eighths_for(double length, int wanted) {
  unsigned eighths = 1;
  while (eighths < SIDE && length * eighths < double(wanted) * SIDE) eighths *= 2;
  return eighths;
}

inline Status decode_resized(RgbDecoder* rgb, const FitPlan& plan, const Window& window,
                             float* out) {
  j_decompress_ptr c = &rgb->decoder->cinfo;
  int width = static_cast<int>(c->output_width);
  int height = static_cast<int>(c->output_height);
  double scale_x = double(width) / c->image_width;
  double scale_y = double(height) / c->image_height;
  Filter* filters = rgb->filters;
  filters[0].prepare(window.x * scale_x, window.width * scale_x, width, plan.width * SIDE);
  filters[1].prepare(window.y * scale_y, window.height * scale_y, height, plan.height * SIDE);
  auto left = static_cast<JDIMENSION>(filters[0].begin());
  auto cropped_width = static_cast<JDIMENSION>(filters[0].end()) - left;
  jpeg_crop_scanline(c, &left, &cropped_width);  // enlarges the two to whole MCUs
  int top = filters[1].begin();
  int bottom = filters[1].end();
  for (auto& channel : rgb->channels) {
    if (!grow(channel, int64_t{cropped_width} * (bottom - top) + SIDE)) {
      return fail(rgb->decoder, TOO_LARGE, "there is no memory for its pixels");
    }
  }
  Status status = for_rows(
      rgb, static_cast<JDIMENSION>(top), static_cast<JDIMENSION>(bottom),
      [=](const uint8_t* row, size_t y) {
        size_t at = (y - static_cast<size_t>(top)) * cropped_width;
        rgb_kernels().separate(row, static_cast<int>(cropped_width), rgb->channels[0].data() + at,
                               rgb->channels[1].data() + at, rgb->channels[2].data() + at);
      });
  if (status != OK) return status;
  for (int channel = 0; channel < CHANNELS; channel++) {
    SampleWindow kept = {rgb->channels[channel].data(), static_cast<int>(cropped_width),
                         static_cast<int>(left), top};
    resample_channel(rgb, kept, channel, out + int64_t{channel} * plan.width * plan.height * SIZE);
  }
  return OK;
}

// One picture to normalised floats [3, 8 * grid_height, 8 * grid_width] with the fit `resize`.
// `fast` takes libjpeg's quickest and least exact inverse DCT and chroma upsampling.
inline int decode_rgb(RgbDecoder* rgb, const uint8_t* data, int64_t length, bool fast,
                      int grid_width, int grid_height, float* out) {
  Decoder* d = rgb->decoder;
  FitPlan plan = {RESIZE, false, grid_width, grid_height};
  d->target = nullptr;
  return with_picture(d, data, length, [=] {
    Status status = check_header(d);
    if (status == OK) status = check_colour(d);
    Window window;
    if (status == OK) status = choose_window(d, plan, &window);
    if (status != OK) return status;
    j_decompress_ptr c = &d->cinfo;
    c->out_color_space = JCS_RGB;
    c->dct_method = fast ? JDCT_IFAST : JDCT_ISLOW;
    c->do_fancy_upsampling = !fast;
    c->do_block_smoothing = FALSE;
    c->scale_num = std::max(eighths_for(window.width, plan.width * SIDE),
                            eighths_for(window.height, plan.height * SIDE));
    c->scale_denom = DCTSIZE;
    jpeg_start_decompress(c);
    status = window.scaled ? decode_resized(rgb, plan, window, out) : decode_as_it_is(rgb, out);
    return status == OK ? judge(d, true, false) : status;
  });
}

}  // namespace dctstream

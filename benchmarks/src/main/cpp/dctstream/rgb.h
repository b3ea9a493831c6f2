// The usual way to a network's input, as a measure for ours: full decode to RGB by the same libjpeg,
// the same fit, the same filter, normalised floats.
#pragma once

#include "dctstream/fit.h"

namespace dctstream {

constexpr int CHANNELS = 3;
constexpr JDIMENSION ROWS_AT_ONCE = 16;

// ImageNet's mean and deviation: value / 255 less the mean, divided by the deviation.
constexpr float GAIN[CHANNELS] = {1 / (255 * 0.229f), 1 / (255 * 0.224f), 1 / (255 * 0.225f)};
constexpr float BIAS[CHANNELS] = {-0.485f / 0.229f, -0.456f / 0.224f, -0.406f / 0.225f};

struct RgbDecoder {
  Decoder* decoder;
  std::vector<uint8_t> rows;              // ROWS_AT_ONCE rows of RGB pixels
  std::vector<uint8_t> planes[CHANNELS];  // the whole picture, where it must be resized
  Filter filters[2];                      // horizontal, vertical
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

DCT_VECTORISE inline void normalise(const uint8_t* __restrict row, int width, float* __restrict r,
                                    float* __restrict g, float* __restrict b) {
  for (int x = 0; x < width; x++) {
    r[x] = row[CHANNELS * x] * GAIN[0] + BIAS[0];
    g[x] = row[CHANNELS * x + 1] * GAIN[1] + BIAS[1];
    b[x] = row[CHANNELS * x + 2] * GAIN[2] + BIAS[2];
  }
}

DCT_VECTORISE inline void separate(const uint8_t* __restrict row, int width, uint8_t* __restrict r,
                                   uint8_t* __restrict g, uint8_t* __restrict b) {
  for (int x = 0; x < width; x++) {
    r[x] = row[CHANNELS * x];
    g[x] = row[CHANNELS * x + 1];
    b[x] = row[CHANNELS * x + 2];
  }
}

// Calls use(row, y) for each row of the picture while it is in the cache.
template <typename Use>
inline Status for_rows(RgbDecoder* rgb, const Use& use) {
  j_decompress_ptr c = &rgb->decoder->cinfo;
  size_t stride = size_t{c->output_width} * CHANNELS;
  if (!grow(rgb->rows, static_cast<int64_t>(stride * ROWS_AT_ONCE))) {
    return fail(rgb->decoder, TOO_LARGE, "there is no memory for its pixels");
  }
  JSAMPROW rows[ROWS_AT_ONCE];
  for (size_t k = 0; k < ROWS_AT_ONCE; k++) rows[k] = rgb->rows.data() + k * stride;
  while (c->output_scanline < c->output_height) {
    JDIMENSION y = c->output_scanline;
    JDIMENSION count = jpeg_read_scanlines(c, rows, ROWS_AT_ONCE);
    for (JDIMENSION k = 0; k < count; k++) use(rows[k], size_t{y + k});
  }
  return OK;
}

inline Status decode_as_it_is(RgbDecoder* rgb, float* out) {
  size_t width = rgb->decoder->cinfo.output_width;
  size_t plane = width * rgb->decoder->cinfo.output_height;
  return for_rows(rgb, [=](const uint8_t* row, size_t y) {
    float* r = out + y * width;
    normalise(row, static_cast<int>(width), r, r + plane, r + 2 * plane);
  });
}

DCT_VECTORISE inline void put_block(const float* __restrict block, int channel, int width,
                                    float* __restrict out) {
  for (int y = 0; y < SIDE; y++) {
    for (int x = 0; x < SIDE; x++) {
      out[y * width + x] = (block[x * SIDE + y] + 128) * GAIN[channel] + BIAS[channel];
    }
  }
}

inline void resample_plane(RgbDecoder* rgb, int channel, float* out) {
  const Filter& horizontal = rgb->filters[0];
  const Filter& vertical = rgb->filters[1];
  int left = horizontal.first.front();
  int right = horizontal.first.back() + horizontal.taps;
  size_t columns = static_cast<size_t>(right - left) * SIDE;
  grow(rgb->workspace, static_cast<int64_t>(columns + columns / SIDE));
  float* scratch = rgb->workspace.data() + columns;
  alignas(32) float block[SIZE];
  for (int top = 0; top < vertical.count; top += SIDE) {
    filter_rows(rgb->planes[channel].data(), horizontal.samples, left, right, vertical, top,
                scratch, rgb->workspace.data());
    for (int from = 0; from < horizontal.count; from += SIDE) {
      filter_columns(rgb->workspace.data(), left, horizontal, from, block);
      put_block(block, channel, horizontal.count, out + top * horizontal.count + from);
    }
  }
}

inline Status decode_resized(RgbDecoder* rgb, const FitPlan& plan, const Window& window,
                             float* out) {
  const jpeg_decompress_struct& c = rgb->decoder->cinfo;
  int width = static_cast<int>(c.output_width);
  int height = static_cast<int>(c.output_height);
  for (auto& plane : rgb->planes) {
    if (!grow(plane, int64_t{width} * height)) {
      return fail(rgb->decoder, TOO_LARGE, "there is no memory for its pixels");
    }
  }
  Status status = for_rows(rgb, [=](const uint8_t* row, size_t y) {
    size_t at = y * static_cast<size_t>(width);
    separate(row, width, rgb->planes[0].data() + at, rgb->planes[1].data() + at,
             rgb->planes[2].data() + at);
  });
  if (status != OK) return status;
  double scale_x = double(width) / c.image_width;
  double scale_y = double(height) / c.image_height;
  rgb->filters[0].prepare(window.x * scale_x, window.width * scale_x, width, plan.width * SIDE);
  rgb->filters[1].prepare(window.y * scale_y, window.height * scale_y, height, plan.height * SIDE);
  for (int channel = 0; channel < CHANNELS; channel++) {
    resample_plane(rgb, channel, out + int64_t{channel} * plan.width * plan.height * SIZE);
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
    c->scale_num = static_cast<unsigned>(window.scaled ? eighths_for(plan, window) : DCTSIZE);
    c->scale_denom = DCTSIZE;
    jpeg_start_decompress(c);
    status = window.scaled ? decode_resized(rgb, plan, window, out) : decode_as_it_is(rgb, out);
    return status == OK ? judge(d, true, false) : status;
  });
}

}  // namespace dctstream
